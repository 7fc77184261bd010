/** Evidence level of a value: source read, secondary source, or our own choice / unsourced knowledge. */
export type Evidence = 'verified' | 'secondary' | 'illustrative';

/** Said in every sentence that rests on an illustrative value. */
export const NOT_VERIFIED = 'not verified for this plan';

export interface PublishedSource {
  readonly title: string;
  readonly address?: string;
  /** Date the source was read, YYYY-MM-DD. */
  readonly retrieved?: string;
  readonly evidence: Evidence;
}

/** What corrects an error of ours in a released file: same first day, higher version, own file; the newest one answers. */
export interface Revision {
  /** Day of the correction, YYYY-MM-DD. */
  readonly on: string;
  readonly why: string;
}

/** A value with its evidence level; every verdict-bearing value in a ruleset is one. */
export interface Graded<T> {
  readonly value: T;
  readonly evidence: Evidence;
  readonly why?: string;
}
