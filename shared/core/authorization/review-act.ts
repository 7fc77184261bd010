/** First and last day, both included. */
export interface Validity {
  readonly start: string;
  readonly end: string;
}

interface ReviewCoding {
  readonly system?: string;
  readonly code?: string;
  readonly display?: string;
}
export interface ReviewConcept {
  readonly coding?: readonly ReviewCoding[];
  readonly text?: string;
}

/** A licensed person who reviews for the payer. */
export interface ReviewerOf {
  readonly npi: string;
  readonly license: string;
  readonly licenseState?: string;
  readonly specialty: ReviewConcept;
}

/** A reviewer's own act beside a decision: who, when, and why. */
export interface Signature {
  readonly reviewer: ReviewerOf;
  /** Agent that recorded it. */
  readonly by: string;
  readonly at: string;
  readonly says: string;
}

/** Levels of appeal a payer may have of its own. */
export const APPEAL_LEVELS = [1, 2] as const;
export type AppealLevel = (typeof APPEAL_LEVELS)[number];

/** Ways to have a decision against the request looked at again. */
export type Recourse = 'appeal' | 'peer-to-peer';

/** What a licensed reviewer did; without it there is no adverse outcome. */
export interface ReviewAct {
  readonly reviewer: ReviewerOf;
  /** Agent that recorded it, and when. */
  readonly by: string;
  readonly at: string;
  /** X12 886. */
  readonly reasons: readonly ReviewConcept[];
  /** Criteria the reviewer held the case to. */
  readonly criteria: readonly string[];
  /** What the reviewer looked at. */
  readonly evidence: readonly string[];
  /** The specific reason, in words the requester can act on. */
  readonly says: string;
  /** Other software that took part, as the reviewer says. */
  readonly automation?: string;
  /** The part of a sandbox's script that stood in for the reviewer. */
  readonly script?: string;
  /** It looked at an earlier decision again, for this reason. */
  readonly on?: Recourse;
  /** Level of the appeal it decided; older records do not tell: the first. */
  readonly level?: AppealLevel;
  /** The payer had no level of appeal behind it when it was decided. */
  readonly isLastLevel?: true;
  /** Second signature, where the payer asks for one. */
  readonly confirmation?: Signature;
}

/** What is authorized where it is not what was asked. */
export interface Authorized {
  readonly code?: ReviewCoding;
  readonly units?: number;
}
