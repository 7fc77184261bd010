import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFragment, writeFragment } from '../../web/pages/ask/asked-fragment.ts';

const draft = fc.record(
  {
    payer: fc.constantFrom('cigna-commercial', 'uhc-commercial'),
    code: fc.constantFrom('78452', '93351'),
    age: fc.integer({ min: 1, max: 120 }),
    sex: fc.constantFrom('female' as const, 'male' as const),
    placeOfService: fc.constantFrom('11', '22'),
    serviceDate: fc.constant('2026-12-09'),
    diagnoses: fc.constant(['R07.9']),
    answers: fc.dictionary(
      fc.constantFrom('canExercise', 'priorPci', 'bmi', 'chestPain'),
      fc.oneof(
        fc.boolean(),
        fc.constant({ never: true as const }),
        fc.integer({ min: 1, max: 99 }),
        fc.constant('cardiac'),
      ),
      { minKeys: 1, noNullPrototype: true },
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);

test('a question comes back from its address as it was', () => {
  fc.assert(
    fc.property(draft, (one) => {
      expect(readFragment(`#${writeFragment(one)}`)).toEqual(one);
    }),
  );
});

test('what has no place in an address is neither written nor read', () => {
  expect(readFragment('#payer=x&birthDate=1968-04-17&name=Kim&age=400&sex=x&date=yesterday')).toEqual({ payer: 'x' });
  const told = { payer: 'x', birthDate: '1968-04-17', memberId: 'M1' } as Parameters<typeof writeFragment>[0];
  expect(writeFragment(told)).toBe('payer=x');
});
