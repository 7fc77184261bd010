import type { Determination } from '../../../core/model/determination.ts';

/**
 * How much of its explanations an answer has: all of them; each once, where lines share it; or none. Only an answer that
 * would be too long to return has less than all.
 */
export const DETAILS = ['full', 'once', 'brief'] as const;
export type Detail = (typeof DETAILS)[number];

/** How a line is explained: in full, as an earlier line is, or not at all. */
export type Explained = 'full' | 'left-out' | { readonly sameAs: number };

const LEFT_OUT: Explained = 'left-out';

/** Criteria, open questions, changes, alternatives and estimates: what lines of one patient have in common. */
const keyOf = ({ criteria, missing, wouldChange, alternatives, estimates }: Determination): string =>
  JSON.stringify([criteria, missing, wouldChange, alternatives, estimates]);

/** How each of these lines, which are of one coverage, is explained. */
export const explainedLines = (determinations: readonly Determination[], detail: Detail): readonly Explained[] => {
  if (detail === 'full') return determinations.map(() => 'full');
  if (detail === 'brief') return determinations.map(() => LEFT_OUT);
  const first = new Map<string, number>();
  return determinations.map((one) => {
    const key = keyOf(one);
    const sameAs = first.get(key);
    if (sameAs !== undefined) return { sameAs };
    first.set(key, one.line);
    return 'full';
  });
};
