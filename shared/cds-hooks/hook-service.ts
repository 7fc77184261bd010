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

/** Something the client can switch off or limit; its code is also the topic of the cards it governs. */
export type OptionCode =
  | 'coverage-info'
  | 'appropriate-use'
  | 'claim'
  | 'guideline'
  | 'insurance'
  | 'therapy-alternatives-opt'
  | 'max-cards';

/** One test to answer: the order as it is read, and the resource its statement is put on. */
export interface Subject {
  readonly order: Held;
  readonly target: Held;
  /** Which of the visits being booked it is asked for. */
  readonly visit?: number;
}

/** One hook: what is asked for, where its orders are, and where answers go. */
export interface HookService {
  readonly id: string;
  readonly hook: Hook;
  readonly title: string;
  readonly description: string;
  readonly prefetch: Readonly<Record<string, string>>;
  readonly options: readonly OptionCode[];
  /** Element of the context that must be a Bundle. */
  readonly contextBundle?: string;
  /** Nobody fills in forms at this moment, so none are asked for. */
  readonly asksNoDocuments?: true;
  /** `Type/id` of what the context only names. */
  readonly named: (call: HookCall) => readonly string[];
  readonly subjects: (call: HookCall, held: readonly Held[], version: CrdVersion) => readonly Subject[];
}

/** A call of a service, checked as far as CDS Hooks itself goes. */
export interface HookCall {
  readonly service: HookService;
  /** Id of the patient in the client's system. */
  readonly patientId: string;
  readonly encounterId?: string;
  /** `Patient/…` or `RelatedPerson/…` when no professional is at the screen. */
  readonly userId?: string;
  readonly context: Twin;
  readonly prefetch: Twin;
  /** The client's FHIR server and the token lent to us for this call. */
  readonly server?: { readonly base: string; readonly token?: string };
  /** What the client set of our options; anything else it sent. */
  readonly configuration: JsonObject;
  readonly version: CrdVersion;
  /** False: the client only asks what would be; nothing on file may count as an answer. */
  readonly unsolicited: boolean;
}
