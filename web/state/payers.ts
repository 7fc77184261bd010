import type { CoverageMap } from '../../client/index.ts';

/** Payers there are rules for, by name. */
export const payersOf = (map: CoverageMap | undefined): readonly (readonly [string, string])[] =>
  [...new Map((map?.entries ?? []).map(({ payer }) => [payer.code, payer.name] as const))].toSorted(([, a], [, b]) =>
    a.localeCompare(b),
  );
