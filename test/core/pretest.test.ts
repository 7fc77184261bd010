import { describe, expect, test } from 'vitest';
import { compileDefinitions } from '../../shared/core/criteria/criteria.ts';
import { Evaluation } from '../../shared/core/criteria/evaluation.ts';
import { absent, type Facts, known } from '../../shared/core/model/facts.ts';
import { codebook, rules } from '../support/cases.ts';

const { definitions } = rules.all()[0]!;
const look = (facts: Facts) => {
  const evaluation = new Evaluation(facts, '2026-05-12', compileDefinitions(definitions), codebook);
  const percent = evaluation.factOf('pretestProbability');
  const band = evaluation.factOf('pretestBand');
  return [percent, band].map((fact) => (fact?.is === 'known' ? fact.value : fact?.is));
};
const NO_HISTORY = { knownCad: absent, priorMi: absent, priorPci: absent, priorCabg: absent } as const;
const pain = (age: number, sex: 'male' | 'female', more: Facts = {}): Facts => ({
  ...NO_HISTORY,
  age: known(age),
  sex: known(sex),
  chestPain: known('possible-cardiac'),
  exertionalDyspnea: known(false),
  ...more,
});
const dyspnea: Facts = { chestPain: known('none'), exertionalDyspnea: known(true) };

describe('the published table', () => {
  test.each([
    [30, 4, 5, 0, 3],
    [39, 4, 5, 0, 3],
    [40, 22, 10, 12, 3],
    [50, 32, 13, 20, 9],
    [60, 44, 16, 27, 14],
    [70, 52, 27, 32, 12],
    [95, 52, 27, 32, 12],
  ])('at %i', (age, painMale, painFemale, dyspneaMale, dyspneaFemale) => {
    expect(look(pain(age, 'male'))[0]).toBe(painMale);
    expect(look(pain(age, 'female'))[0]).toBe(painFemale);
    expect(look(pain(age, 'male', dyspnea))[0]).toBe(dyspneaMale);
    expect(look(pain(age, 'female', dyspnea))[0]).toBe(dyspneaFemale);
  });
});

describe('bands', () => {
  test.each([
    [50, 'female', 13, 'low'],
    [60, 'female', 16, 'intermediate'],
    [60, 'male', 44, 'intermediate'],
    [70, 'male', 52, 'high'],
  ] as const)('%i %s: %i percent is %s', (age, sex, percent, band) => {
    expect(look(pain(age, sex))).toEqual([percent, band]);
  });
  test('below 30 the first row stands in: always low', () => {
    expect(look(pain(22, 'male'))).toEqual([4, 'low']);
  });
});

describe('two symptoms, one or none', () => {
  test('the higher of two counts', () => {
    expect(look(pain(60, 'male', { exertionalDyspnea: known(true) }))[0]).toBe(44);
  });
  test('a second symptom that could not change the number need not be known', () => {
    const { exertionalDyspnea: _, ...facts } = pain(54, 'male');
    expect(look(facts)).toEqual([32, 'intermediate']);
  });
  test('noncardiac pain is no symptom', () => {
    expect(look(pain(60, 'male', { chestPain: known('noncardiac') }))).toEqual(['absent', 'absent']);
  });
  test('an unknown symptom that could be the only one leaves it open', () => {
    const { chestPain: _, ...facts } = pain(60, 'male');
    expect(look(facts)).toEqual(['unknown', 'unknown']);
  });
  test('dyspnea known and pain unknown: open only where pain would lift the band', () => {
    const { chestPain: _, ...facts } = pain(50, 'female', { exertionalDyspnea: known(true) });
    expect(look(facts)[1]).toBe('low');
    const { chestPain: __, ...older } = pain(70, 'male', { exertionalDyspnea: known(true) });
    expect(look(older)[1]).toBe('unknown');
  });
});

describe('sex and age', () => {
  test.each(['other', 'unknown'] as const)('%s: both columns, one band if they agree', (sex) => {
    expect(look({ ...pain(62, 'male'), sex: known(sex) })[1]).toBe('intermediate');
    expect(look({ ...pain(52, 'male'), sex: known(sex) })[1]).toBe('unknown');
    expect(look({ ...pain(35, 'male'), sex: known(sex) })[1]).toBe('low');
  });
  test('missing sex counts as both', () => {
    const { sex: _, ...facts } = pain(62, 'male');
    expect(look(facts)).toEqual(['unknown', 'intermediate']);
  });
  test('without an age there is none', () => {
    const { age: _, ...facts } = pain(62, 'male');
    expect(look(facts)).toEqual(['unknown', 'unknown']);
  });
});

describe('known disease', () => {
  test.each(['knownCad', 'priorMi'] as const)('%s: not computed', (name) => {
    expect(look(pain(62, 'male', { [name]: known(true) }))).toEqual(['absent', 'absent']);
  });
  test('a stent: not computed', () => {
    expect(look(pain(62, 'male', { priorPci: known({}) }))).toEqual(['absent', 'absent']);
  });
  test('not known: computed as if there were none', () => {
    const { knownCad: _, ...facts } = pain(62, 'male');
    expect(look(facts)).toEqual([44, 'intermediate']);
  });
});
