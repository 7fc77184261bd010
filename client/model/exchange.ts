/** One entry of the audit trail. */
export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly endpoint: string;
  readonly action: string;
  readonly status: number;
  readonly correlationId?: string;
  readonly patients: readonly string[];
  readonly orders: readonly string[];
  readonly answers: readonly string[];
  readonly about?: string;
}

/** What one determination rests on. */
export interface Origin {
  readonly at: string;
  readonly version: number;
  readonly by: string;
  readonly engine: string;
  readonly rule?: { readonly id: string; readonly version: string };
  readonly sources: readonly { readonly name: string; readonly digest?: string }[];
}

export interface AuditSearch {
  readonly patient?: string;
  readonly agent?: string;
  readonly from?: string;
  readonly to?: string;
  readonly count?: number;
}

/** One call as it went over the wire. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly at: string;
  readonly ms: number;
  readonly attempt: number;
  readonly status: number;
  readonly request?: string;
  readonly response: string;
  readonly correlationId?: string;
}

/** What can be brought about in a sandbox. */
export interface Situation {
  readonly id: string;
  readonly shows: string;
}

/** A tenant made for trying, and what can be brought about in it. */
export interface Sandbox {
  readonly tenant: string;
  readonly situations: readonly Situation[];
}

/** One message of a situation, as the system it stands for would send it. */
export interface SituationMessage {
  readonly kind: 'order' | 'decision' | 'slot';
  readonly path: string;
  /** JSON. */
  readonly body: string;
  /** What is told: a decision, the time of a slot. */
  readonly about: string;
}

export interface SituationScript extends Situation {
  readonly order: string;
  readonly messages: readonly SituationMessage[];
}
