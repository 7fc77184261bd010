import type { Clock, Named, NextAction, State } from './answer.ts';
import type { Assessment, Determination } from './determination.ts';

/** One entry of a record's history, newest first. */
export interface HistoryEntry {
  readonly at: string;
  readonly what: string;
  readonly by: string;
  readonly says: string;
}

export interface Note {
  readonly says: string;
  readonly at?: string;
  readonly by?: string;
}

/** The record of an order's authorization. */
export interface OrderRecord {
  readonly id: string;
  readonly order: string;
  readonly source?: string;
  /** For a change on exactly this version. */
  readonly etag: string;
  readonly authorization: string;
  readonly state?: State;
  readonly advice: string;
  readonly disposition: string;
  readonly bookable: string;
  readonly nextStep: string;
  readonly nextAction?: NextAction;
  readonly patient?: { readonly id: string; readonly name?: string };
  /** Whose rules the answer is by; absent where the payer is not known. */
  readonly payer?: Named;
  readonly serviceDate?: string;
  readonly number?: string;
  /** Every number on file, with its kind. */
  readonly numbers: readonly { readonly value: string; readonly kind: string }[];
  readonly window?: { readonly start?: string; readonly end?: string; readonly says?: string };
  readonly codes: readonly string[];
  readonly unitsLeft?: number;
  readonly unitsUsed?: number;
  readonly differences: readonly string[];
  readonly documents: readonly string[];
  readonly clocks: readonly Clock[];
  /** Why, as the payer said. */
  readonly payerReason?: string;
  readonly assignee?: string;
  readonly followUp?: string;
  readonly waitingOn?: string;
  readonly notes: readonly Note[];
  readonly history: readonly HistoryEntry[];
  /** Id of the answer it rests on. */
  readonly answerId?: string;
  readonly updatedAt: string;
}

/** All an order view shows. */
export interface Order {
  readonly record: OrderRecord;
  /** The newest answer, and the determination of this order in it. */
  readonly assessment?: Assessment;
  readonly determination?: Determination;
}

export interface OrderOptions {
  /** EHR whose order it is, where several have this id. */
  readonly source?: string;
  /** Only on this version of the record. */
  readonly etag?: string;
}

export interface OrderSearch {
  readonly patient?: string;
  /** Placer's or authorization number. */
  readonly identifier?: string;
  readonly states?: readonly string[];
  /** First and last service date. */
  readonly from?: string;
  readonly to?: string;
  readonly count?: number;
}

/** What of a service a slot or a decision names. */
export interface ServicePlace {
  readonly codes?: readonly string[];
  readonly units?: number;
  /** CMS place of service. */
  readonly place?: string;
  /** References: Location/1, Practitioner/1. */
  readonly facility?: string;
  readonly performer?: string;
}

export interface Slot extends ServicePlace {
  /** With time zone. */
  readonly start: string;
  readonly end?: string;
}

export interface Decision extends ServicePlace {
  readonly decision: 'approved' | 'partial' | 'denied' | 'pended' | 'cancelled' | 'not-required' | 'appealed';
  readonly number?: string;
  /** Only an authorization makes a visit bookable. */
  readonly numberKind?: 'authorization' | 'case' | 'call-reference';
  readonly from?: string;
  readonly to?: string;
  readonly reason?: string;
  /** Who at the payer said so. */
  readonly toldBy?: string;
  readonly expedited?: boolean;
  readonly by?: 'portal' | 'phone' | 'fax' | 'x12-278' | 'letter';
  readonly receivedAt?: string;
}

export interface FollowUp {
  /** Empty: nobody. */
  readonly assignee?: string;
  readonly followUp?: string;
  readonly waitingOn?: string;
  readonly clear?: readonly ('assignee' | 'followUp' | 'waitingOn')[];
  readonly note?: string;
  readonly call?: { readonly with: string; readonly says: string; readonly number?: string };
}
