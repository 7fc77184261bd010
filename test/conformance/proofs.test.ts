import { describe, expect, test } from 'vitest';
import { GUIDES, isProved, readProofs, readRequirements, textOf } from './requirements.ts';

describe.each(GUIDES)('$title', (guide) => {
  const { tested, byDesign, notApplicable, open } = readRequirements(guide);
  const proofs = readProofs(guide);

  test.each(tested.map((one) => [one.id, one] as const))(
    '%s: its mutation still fits the code, and was noticed',
    (_, one) => {
      expect(textOf(one.mutation).split(one.mutation.from)).toHaveLength(2);
      expect(one.mutation.to).not.toBe(one.mutation.from);
      expect(isProved(one, proofs), 'npm run conformance:prove').toBe(true);
    },
  );

  test('a statement is in one list only', () => {
    const ids = [tested, byDesign, notApplicable, open].flatMap((list) => list.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});
