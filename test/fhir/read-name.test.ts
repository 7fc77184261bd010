import type { HumanName } from 'fhir/r4';
import { expect, test } from 'vitest';
import { readName } from '../../shared/fhir/read/patient-name.ts';

test.each<[string, HumanName[] | undefined, string | undefined]>([
  ['none', undefined, undefined],
  ['family and given', [{ family: 'Lee', given: ['Ana', 'M'] }], 'Lee, Ana M'],
  [
    'the official one first',
    [
      { use: 'nickname', text: 'Annie' },
      { use: 'official', family: 'Lee', given: ['Ana'] },
    ],
    'Lee, Ana',
  ],
  [
    'no old one',
    [
      { use: 'old', family: 'Ray' },
      { use: 'maiden', family: 'Kay' },
    ],
    undefined,
  ],
  ['none that ended', [{ family: 'Ray', period: { end: '2020-01-01' } }, { family: 'Lee' }], 'Lee'],
  ['a text alone', [{ text: '  Ana   Lee ' }], 'Ana Lee'],
  ['an empty one is passed over', [{ family: ' ' }, { text: 'Ana Lee' }], 'Ana Lee'],
  ['control and direction characters', [{ family: 'Le\u202ee\u0007', given: ['A\nna'] }], 'Le e, A na'],
])('%s', (_, names, expected) => expect(readName(names)).toBe(expected));

test('one of any length is cut, between characters', () =>
  expect([...(readName([{ family: '🫀'.repeat(500) }]) ?? '')]).toHaveLength(100));
