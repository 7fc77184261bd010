import type { Evidence } from './evidence.ts';
import type { FactName } from './facts.ts';

/**
 * What is true of every patient: where one of some facts is present, one of others is too. A fact is present when it is
 * true, when the event happened, or when its word is not `none`.
 */
export interface Implication {
  readonly id: string;
  readonly if: {
    readonly present?: readonly FactName[];
    /** A diagnosis of the order is in this group. */
    readonly coded?: string;
  };
  readonly oneOf: readonly FactName[];
  /** The yes/no fact that goes along with the others while nobody has stated it; it is among `present` or `then`. */
  readonly follows?: FactName;
  /** What is said when sources break it: one sentence. */
  readonly says: string;
  readonly evidence: Evidence;
}

/**
 * How often each answer is expected, as shares of one. They decide which question comes first, and nothing else; values
 * without a share divide what is left evenly.
 */
export interface AnswerShares {
  /** An event of the history never happened. */
  readonly eventNone: number;
  /** A yes/no fact of the history is true. */
  readonly historyYes: number;
  /** The patient is under 18. */
  readonly minor: number;
  readonly words: { readonly [N in FactName]?: Readonly<Record<string, number>> };
}
