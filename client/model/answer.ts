/** Where a visit stands, for people: ready to book, your move, waiting on payer, do not book, ask the plan. */
export type State = 'yes' | 'act' | 'wait' | 'no' | 'ask';
export type Bookable = 'yes' | 'no' | 'not-yet' | 'cannot-tell';
export type Owner = 'clinician' | 'scheduler' | 'biller' | 'payer' | 'none';
/** How well a rule is founded; `illustrative` is our own estimate. */
export type EvidenceLevel = 'verified' | 'secondary' | 'illustrative';

export interface NextAction {
  readonly code: string;
  readonly owner: Owner;
  /** YYYY-MM-DD. */
  readonly dueBy?: string;
  /** Where a request that is to be sent goes, and what that rests on. */
  readonly channelSays?: string;
  readonly channelWhy?: string;
}

export interface Reason {
  readonly code: string;
  readonly says: string;
}

export interface Clock {
  readonly kind: string;
  /** An instant, or a day. */
  readonly due: string;
  readonly says: string;
  readonly onlyIf?: string;
  readonly level?: EvidenceLevel;
}

/** A code with its own words, where the service has some. */
export interface Named {
  readonly code: string;
  readonly name?: string;
}

/** May this be booked, and what is next. */
export interface BookableAnswer {
  readonly answer: Bookable;
  /** Missing: not told; never to be shown as ready. */
  readonly state?: State;
  readonly reasons: readonly Reason[];
  readonly nextAction?: NextAction;
  readonly nextStep: string;
  /** First and last day that would do. */
  readonly earliest?: string;
  readonly latest?: string;
  /** Of a not-yet: a forecast, and what it is counted from. */
  readonly realistic?: { readonly date: string; readonly says: string };
  /** Authorization number on file. */
  readonly authorization?: string;
  readonly unitsUsed?: number;
  readonly unitsLeft?: number;
  readonly waiver?: string;
  /** Of a yes by the payer's rules. */
  readonly rule?: { readonly id: string; readonly version: string; readonly level?: EvidenceLevel };
  readonly eligibilityAsOf?: string;
}
