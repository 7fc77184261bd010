import type { Advice } from '../model/advice.ts';
import type { Routing } from '../model/channel.ts';
import type { AuthorizationState, Determination, DueClock } from '../model/determination.ts';
import type { MemberKey, PatientKey } from '../model/keys/person-keys.ts';
import type { TenantId } from '../model/keys/tenant-id.ts';
import type { OnFile } from './life.ts';
import type { RetroTerm } from './retro.ts';

/** Who changed a record and why; the newest few stay on the head, all of them are stored in the history. */
export interface HistoryEntry {
  readonly version: number;
  /** ISO instant. */
  readonly at: string;
  readonly what:
    | 'assessed'
    | 'decision-recorded'
    | 'order-cancelled'
    | 'reassessed'
    | 'visit-recorded'
    | 'visit-checked'
    | 'coverage-checked'
    | 'follow-up-recorded'
    | 'request-changed'
    | 'deadline-passed';
  /** Handler or source id, never a person's name. */
  readonly by: string;
  readonly from?: AuthorizationState;
  readonly to: AuthorizationState;
  readonly advice?: Advice;
  readonly says: string;
  /**
   * The determination of this version of the record, or a digest of a change that kept it; tells the relay which racing
   * writer won.
   */
  readonly determinationId: string;
}

/** The order and patient of the authorization, and the answer it came from. */
export interface RecordHead {
  readonly tenant: TenantId;
  /** Source, and the order's id in its EHR. */
  readonly source: string;
  readonly orderId: string;
  readonly version: number;
  readonly placerIds: readonly { readonly system?: string; readonly value: string }[];
  readonly requisition?: string;
  readonly orderVersion?: string;
  readonly orderLastUpdated?: string;
  /** ISO instant that version was received. */
  readonly orderReceivedAt?: string;
  readonly orderStatus: string;
  readonly orderDigest: string;
  /** The answer the order as received is stored with; absent in records of earlier releases. */
  readonly contentIn?: { readonly created: string; readonly answerId: string };
  /** As referenced in the message, e.g. `Patient/123`; `patientKey` is its keyed hash, used in index keys. */
  readonly patient: string;
  /** Id of the Patient resource, where the message contained it. */
  readonly patientId?: string;
  readonly patientKey: PatientKey;
  /** The patient's name, encrypted; absent where no message told it. */
  readonly sealedName?: string;
  /** Keyed hashes of the patient's member numbers. */
  readonly memberKeys?: readonly MemberKey[];
  readonly payer?: string;
  /** What decides by which channel its request goes; absent in records of earlier releases. */
  readonly routing?: Routing;
  readonly disposition: string;
  readonly codes: readonly string[];
  readonly units?: number;
  readonly serviceDate: string;
  readonly determinationId: string;
  readonly answerId: string;
  readonly answeredAt: string;
  readonly assertionId: string;
  /** Ids of assertions made on the order while it was a draft. */
  readonly adopted?: readonly string[];
  /** How the approval differs from what is ordered, in sentences. */
  readonly differences?: readonly string[];
  /** By what the plan cannot take its approval back, and the notice, law or pledge the answer turns on. */
  readonly binding?: Determination['binding'];
  readonly waiver?: Determination['waiver'];
  readonly documents: readonly string[];
  /** Codes to authorize together, in case the test is changed on the day. */
  readonly fallbacks?: readonly string[];
  readonly clocks: readonly DueClock[];
  /** Until when the plan can be asked after the test, where a source dates it. */
  readonly retro?: RetroTerm;
  /** ISO instant at which the next deadline is to be announced. */
  readonly nextDue?: string;
  /** IANA zone of the site; missing = UTC. */
  readonly timeZone?: string;
  readonly ruleset?: string;
  /** `id|version` of the rule pack that policy came with. */
  readonly rulePack?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly history: readonly HistoryEntry[];
}

/**
 * The authorization of one order: changed only by one conditional write on `version`. A union by `state`: each state has
 * the fields it requires.
 */
export type AuthorizationRecord = RecordHead & OnFile;
