import type { JsonObject } from '../fhir/structure/flaw.ts';
import type { CrdVersion } from '../fhir/write/order/crd-version.ts';
import type { Held, Twin } from './prefetch/held.ts';

export type Hook =
  | 'order-select'
  | 'order-sign'
  | 'order-dispatch'
  | 'appointment-book'
  | 'encounter-start'
  | 'encounter-discharge';

/** A configuration option the client can turn off or limit; its code is also the topic of its cards. */
export type OptionCode =
  | 'coverage-info'
  | 'appropriate-use'
  | 'claim'
  | 'guideline'
  | 'insurance'
  | 'therapy-alternatives-opt'
  | 'max-cards';

/** One test to answer: the order as read, and the resource that gets the statement. */
export interface Subject {
  readonly order: Held;
  readonly target: Held;
  /** Index of the visit being booked. */
  readonly visit?: number;
}

/** The day of a call and the zone it is told in. */
export interface CallDay {
  readonly today: string;
  readonly timeZone: string;
}

/** One hook: its prefetch, where its orders are, and where answers go. */
export interface HookService {
  readonly id: string;
  readonly hook: Hook;
  readonly title: string;
  readonly description: string;
  readonly prefetch: Readonly<Record<string, string>>;
  readonly options: readonly OptionCode[];
  /** Element of the context that must be a Bundle. */
  readonly contextBundle?: string;
  /** Forms are not filled in at this point in the workflow, so none are requested. */
  readonly asksNoDocuments?: true;
  /** `Type/id` of what the context only references, and of what the resources held reference in turn. */
  readonly named: (call: HookCall, held: readonly Held[]) => readonly string[];
  /** Search for orders that only reference the visit; none where they do not count. */
  readonly ordersSearch?: (call: HookCall, held: readonly Held[]) => string | undefined;
  readonly subjects: (call: HookCall, held: readonly Held[], day: CallDay) => readonly Subject[];
}

/** A service call, validated against CDS Hooks itself. */
export interface HookCall {
  readonly service: HookService;
  /** Id of the patient in the client's system. */
  readonly patientId: string;
  readonly encounterId?: string;
  /** `Patient/…` or `RelatedPerson/…` when the user is not a clinician. */
  readonly userId?: string;
  readonly context: Twin;
  readonly prefetch: Twin;
  /** The client's FHIR server and its access token for this call. */
  readonly server?: { readonly base: string; readonly token?: string };
  /** The client's configuration: our options and anything else it sent. */
  readonly configuration: JsonObject;
  readonly version: CrdVersion;
  /** False: a hypothetical question; nothing on file may count as an answer. */
  readonly unsolicited: boolean;
}
