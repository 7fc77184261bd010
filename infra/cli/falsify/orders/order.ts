import type {
  Coverage,
  Encounter,
  Location,
  Organization,
  Patient,
  QuestionnaireResponse,
  ServiceRequest,
} from 'fhir/r4';
import type { Tenant } from '../../../../shared/app/ports/ports.ts';

/** A plan's notice of exemption, as the settings of a practice keep it. */
export type Notice = NonNullable<Tenant['exemptions']>[number];

/** What is true of an order before anything is falsified; all the oracle learns of it besides the change. */
export interface Truth {
  readonly payer: string;
  readonly product?: string;
  readonly delegated?: true;
  readonly state: string;
  /** CMS place of service. */
  readonly place: string;
  /** Class of the encounter. */
  readonly encounter: string;
  readonly code: string;
  readonly group: string;
  /** Further tests of the same visit. */
  readonly beside?: readonly string[];
  /** Service date. */
  readonly date: string;
  /** An approval that fits is on file. */
  readonly approved?: true;
  /** A notice of the plan is on file that spares this doctor the authorization for this test, and wants nothing for it. */
  readonly exempt?: true;
}

/** A payer's decision as staff record it. */
export interface DecisionPart {
  readonly decision: string;
  readonly more: Readonly<Record<string, unknown>>;
}

/** The order as an EHR holds it: mutable, so that one thing can be falsified in it. */
export interface OrderParts {
  order: ServiceRequest;
  /** Service code of the request's item, where it is not the order's. */
  itemCode?: ServiceRequest['code'];
  patient: Patient;
  coverage: Coverage;
  payer: Organization;
  /** Further coverages with their payers. */
  more: { coverage: Coverage; payer: Organization }[];
  /** Insurer of the request, where it is not the payer of the coverage. */
  insurer?: Organization;
  /** No coverage at all is sent. */
  uncovered?: true;
  place: Location;
  /** A second place the order names. */
  otherPlace?: Location;
  encounter?: Encounter;
  answers?: QuestionnaireResponse;
  decisions: DecisionPart[];
  /** The plan's notices of exemption in the settings of the practice. */
  notices: Notice[];
  /** They are taken out of the settings after the order was answered, before anybody books. */
  withdrawn?: true;
  /** NPI of the doctor who orders. */
  npi: string;
  /** What was sent before, with its decisions: the same order before it changed, or another patient's. */
  earlier?: OrderParts;
  /** Number the claim carries. */
  claimNumber?: string;
  /** ISO instant of the question. */
  at: string;
  slot: { start: string; code?: string; place?: string; units?: number };
  /** Cells of the scheduler's list that differ from the slot. */
  cells: Record<string, string>;
}

export interface TrialOrder {
  readonly truth: Truth;
  readonly parts: OrderParts;
}
