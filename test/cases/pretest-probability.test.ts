import { describe, expect, test } from 'vitest';
import { answerOf } from '../support/cases.ts';

/**
 * Percent by age, symptom and sex, as figure 11 of the 2021 chest pain guideline has them: low to 15, intermediate to 50,
 * high above. Which band counts is read off the criteria: A9 asks for low, A2 for intermediate or high, A3 (magnetic resonance) for high.
 */
const TABLE: readonly (readonly [
  age: number,
  painMan: number,
  painWoman: number,
  dyspneaMan: number,
  dyspneaWoman: number,
])[] = [
  [30, 4, 5, 0, 3],
  [40, 22, 10, 12, 3],
  [50, 32, 13, 20, 9],
  [60, 44, 16, 27, 14],
  [70, 52, 27, 32, 12],
];
const CELLS = TABLE.flatMap(([age, painMan, painWoman, dyspneaMan, dyspneaWoman]) => [
  { age, symptom: 'pain', sex: 'male', percent: painMan },
  { age, symptom: 'pain', sex: 'female', percent: painWoman },
  { age, symptom: 'dyspnea', sex: 'male', percent: dyspneaMan },
  { age, symptom: 'dyspnea', sex: 'female', percent: dyspneaWoman },
]);

const bandOf = (facts: Readonly<Record<string, unknown>>) => {
  const able = { canExercise: true, ecgReadable: true, ...facts };
  const met = (code: string) =>
    answerOf({ payer: 'medicare-advantage', state: 'OH', lines: [code], diagnoses: ['R07.9'], facts: able })
      .coverages[0]?.determinations[0]?.criteria.filter(({ result }) => result === 'met')
      .map(({ id }) => id) ?? [];
  if (met('75563').includes('A3')) return 'high';
  if (met('78452').includes('A2')) return 'intermediate';
  return met('78452').includes('A9') ? 'low' : 'none';
};
const expected = (percent: number) => (percent <= 15 ? 'low' : percent <= 50 ? 'intermediate' : 'high');
const pain = { chestPain: 'possible-cardiac', exertionalDyspnea: false };
const dyspnea = { chestPain: 'none', exertionalDyspnea: true };

describe.each(CELLS)('$sex of $age with $symptom: $percent percent', ({ age, symptom, sex, percent }) => {
  const symptoms = symptom === 'pain' ? pain : dyspnea;
  test.each([age, age + 9])('at %d', (years) => {
    expect(bandOf({ ...symptoms, age: years, sex })).toBe(expected(percent));
  });
});

test('cardiac pain counts as possibly cardiac pain does', () => {
  expect(bandOf({ ...pain, chestPain: 'cardiac', age: 72, sex: 'male' })).toBe('high');
});
test('both symptoms: the higher value counts', () => {
  expect(bandOf({ ...pain, exertionalDyspnea: true, age: 72, sex: 'female' })).toBe('intermediate');
});
test('under thirty the first row stands in; over eighty the last', () => {
  expect(bandOf({ ...pain, age: 22, sex: 'male' })).toBe('low');
  expect(bandOf({ ...pain, age: 88, sex: 'male' })).toBe('high');
});
test('without a sex both columns are tried; where they part the band is unknown', () => {
  expect(bandOf({ ...pain, age: 62, sex: 'unknown' })).toBe('intermediate');
  expect(bandOf({ ...pain, age: 52, sex: 'unknown' })).toBe('none');
});
test('it is not computed without symptoms or with known disease', () => {
  expect(bandOf({ chestPain: 'none', exertionalDyspnea: false, age: 72, sex: 'male' })).toBe('none');
  expect(bandOf({ ...pain, knownCad: true, symptomsChanged: 'unchanged', age: 72, sex: 'male' })).toBe('none');
});
test('while known disease is unknown it is computed as if there were none', () => {
  expect(bandOf({ ...pain, knownCad: 'unknown', age: 72, sex: 'male' })).toBe('high');
});
