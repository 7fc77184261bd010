import type { Funding } from '../decision-clock.ts';
import type { Facts, PlanType } from '../facts.ts';
import type { PaymentFact } from '../plan-kinds.ts';
import type { Confirmation } from './confirmation.ts';

/** A coding as received. */
export interface Coded {
  readonly system?: string;
  readonly code: string;
}

/** A reason that is not in ICD-10-CM. */
export interface OtherDiagnosis extends Coded {
  readonly icd9?: true;
}

/** What was ordered: one line of an order, eligibility request or claim. */
export interface ServiceFacts {
  /** 1-based position in the message. */
  readonly line: number;
  /** Billing codes this line can mean: one = decided, several = candidates, none = no cardiac stress test recognized. */
  readonly codes: readonly string[];
  readonly ordered: readonly Coded[];
  readonly modifiers: readonly string[];
  readonly units?: number;
  /** Of an agent: what was given (MedicationAdministration, `Claim.supportingInfo` of category `dose`). */
  readonly doseMg?: number;
  /** Local date of the site, YYYY-MM-DD. */
  readonly serviceDate?: string;
  /** Last day of the window the service may fall in, where the message gives one. */
  readonly serviceEnd?: string;
  readonly placeOfService?: string;
  readonly encounterClass?: string;
  readonly claimType?: 'professional' | 'institutional';
  /** An independent diagnostic testing facility bills this line (kind of `Claim.provider`). */
  readonly billedByIdtf?: boolean;
  readonly urgency?: 'routine' | 'urgent' | 'asap' | 'stat';
  /** Opaque keys of facility and practitioners, equal when the same: NPI if known, else reference. */
  readonly facility?: string;
  readonly performer?: string;
  readonly providerGroup?: string;
  /** `npi|…` and `tax|…` of who orders and who performs, and of their groups. */
  readonly orderedBy?: readonly string[];
  readonly performedBy?: readonly string[];
  readonly diagnoses: readonly string[];
  /** Reasons given without an ICD-10-CM code: in ICD-9-CM, and on a claim in any other system. */
  readonly otherDiagnoses?: readonly OtherDiagnosis[];
  /** Key of the order this line belongs to, among `Inquiry.orders`. */
  readonly order?: string;
  /** Notes from the reader to show with this line (an order code that needs a reviewer …). */
  readonly notes?: readonly LineNote[];
}
export interface LineNote {
  readonly id:
    | 'order-code-review'
    | 'stress-not-implied'
    | 'codes-disagree'
    | 'code-not-understood'
    | 'setting-disagrees'
    | 'place-unclear'
    | 'state-unclear'
    | 'state-from-patient';
  readonly says: string;
}

/** The coverage as in the message; `app` resolves the payer and the roster. */
export interface CoverageFacts {
  /** Reference used in the message, echoed in the answer. */
  readonly reference: string;
  readonly status: 'active' | 'cancelled' | 'draft' | 'entered-in-error';
  readonly start?: string;
  readonly end?: string;
  readonly focal: boolean;
  readonly order?: number;
  readonly memberId?: string;
  /** The patient is the subscriber: number and date of birth belong to one person. */
  readonly ownMembership?: true;
  readonly planType?: PlanType;
  /** Contractor area of its own, whatever the state. */
  readonly contractor?: string;
  /** Kinds of coverage its type, plan and payor name, by id, where they say more than the plan type. */
  readonly kinds?: readonly string[];
  /** Of several, the request marks it or the order names it: the asker chose it, so no order of payment does. */
  readonly named?: true;
  /** A coverage that is named beside it could not be read. */
  readonly unread?: true;
  readonly planProduct?: string;
  /** Its type, plan or network says HMO: such plans pay within their network, on referral. */
  readonly hmo?: true;
  readonly delegated?: boolean;
  readonly funding?: Funding;
  /** Stated twice differently, or in words that are not understood. */
  readonly unclear?: readonly ('product' | 'delegate')[];
  /** Other words for the product beside `planProduct`; they contradict it where the rules list them as products. */
  readonly otherProducts?: readonly string[];
  /** Raw identity of the payor Organization (identifiers and name). */
  readonly payor?: {
    readonly identifiers: readonly { readonly system?: string; readonly value: string }[];
    readonly name?: string;
  };
  /** It names more than one organization as payor. */
  readonly severalPayors?: true;
  /** The insurer the request names, when it differs from the payor of the coverage. */
  readonly insurer?: {
    readonly identifiers: readonly { readonly system?: string; readonly value: string }[];
    readonly name?: string;
  };
  readonly selfPay?: boolean;
  /** Set by `app` where the payer could be asked. */
  readonly confirmed?: Confirmation;
  /** Why the payer that was asked took no question about it, in sentences; it says nothing of the coverage. */
  readonly notTaken?: readonly string[];
}

/** The order of a line: its identity and version. */
export interface OrderIdentity {
  /** Key within its source: its id in the EHR. */
  readonly id: string;
  readonly placerIds: readonly { readonly system?: string; readonly value: string }[];
  readonly requisition?: { readonly system?: string; readonly value: string };
  /** Ids of assertions made on it while it was a draft, as found on it. */
  readonly assertions?: readonly string[];
  readonly version?: string;
  /** `meta.lastUpdated`, normalized to UTC milliseconds ISO; missing = arrival. */
  readonly lastUpdated?: string;
  readonly status: string;
  readonly intent: string;
  /** sha256 of the canonical order without meta, text and our own extension. */
  readonly digest: string;
  /** The order as JSON text, as received; stored once per digest, so a stored inquiry comes without it. */
  readonly content?: string;
  /** Who it is about, from and for, as JSON text; kept beside its content, where the tenant sends requests. */
  readonly parties?: string;
}

/** The form of a message; checked only where the form itself matters, such as a claim that fails as written. */
export type Dialect = 'order' | 'eligibility' | 'claim';

/** What an answer leads to: no record yet (`advise`), a record of its orders (`record`), nothing at all (`check`). */
type Mode = 'advise' | 'record' | 'check';

/** An authorization number and where a claim has it. */
export interface PlacedNumber {
  readonly number: string;
  /** Reference of the Coverage it stands under, where the claim names several. */
  readonly coverage?: string;
  /** The line it belongs to; missing = the claim. A line's own numbers replace the claim's. */
  readonly line?: number;
}

/** One readable message, from any endpoint. */
export interface Inquiry {
  readonly dialect: Dialect;
  /** Set by the reader of the message; the answer itself does not depend on it. */
  readonly mode: Mode;
  /** Of a Claim: what it is for. */
  readonly use?: 'claim' | 'preauthorization' | 'predetermination';
  readonly purposes: readonly ('auth-requirements' | 'benefits' | 'discovery' | 'validation')[];
  readonly patient: {
    /** Reference used in the message. */
    readonly reference: string;
    /** `Patient.id` or logical id, for searches by patient. */
    readonly id?: string;
    /** For people, as a list shows it; never stored with the message. */
    readonly name?: string;
    readonly birthDate?: string;
    readonly deceased?: boolean;
    readonly memberIds: readonly string[];
    /** `system|value` of the numbers providers know the patient by; never a number of the state or of a tax office. */
    readonly identifiers?: readonly string[];
  };
  readonly coverages: readonly CoverageFacts[];
  /** Further coverages of the message: not asked about and not answered, but one may replace or pay before those that are. */
  readonly beside?: readonly CoverageFacts[];
  /** What the message tells that decides which plan pays first. */
  readonly paymentFacts?: readonly PaymentFact[];
  readonly lines: readonly ServiceFacts[];
  readonly orders: readonly OrderIdentity[];
  /** Facts of the patient and the place, shared by all lines; service and coverage facts are added per line. */
  readonly facts: Facts;
  /** Contradictions and warnings in our words, without patient data. */
  readonly warnings: readonly string[];
  readonly timeZone?: string;
  /** Authorization numbers the message itself carries, wherever they stand. */
  readonly preAuthRefs: readonly string[];
  /** The same with their places; missing = all of them for the whole message. */
  readonly numbers?: readonly PlacedNumber[];
  /** FHIR fragments the writer needs to answer; opaque to all other code, JSON-serializable. */
  readonly echo: unknown;
}
