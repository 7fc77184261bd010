import type { Interchange } from '../syntax/interchange.ts';
import { valueAt } from '../syntax/x12-segment.ts';

/** ISA15: `T` marks a test, `P` production. */
export type Usage = 'T' | 'P';
const USAGE = 15;

/** An answer from a test system to what was asked in production. */
export const isTestAnswer = (interchanges: readonly Interchange[], asked: Usage | undefined): boolean =>
  asked === 'P' && interchanges.some(({ header }) => valueAt(header, USAGE) === 'T');

/** What counts of several responses in one answer: the one that says something. Two that say different things contradict each other. */
export const oneResponse = <R extends { readonly is: string }>(responses: readonly R[]): R | 'differ' | undefined => {
  const [first, ...others] = responses.filter(({ is }) => is !== 'silent');
  if (first && others.some((one) => JSON.stringify(one) !== JSON.stringify(first))) return 'differ';
  return first ?? responses[0];
};
