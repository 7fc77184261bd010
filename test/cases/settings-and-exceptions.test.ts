import { describe, expect, test } from 'vitest';
import { answerOf, type Given, rules } from '../support/cases.ts';

const CANNOT_EXERCISE = { age: 60, sex: 'male', chestPain: 'cardiac', exertionalDyspnea: false, canExercise: false };
const spect = (payer: string, more: Partial<Given> = {}): Given => ({
  payer,
  state: 'OH',
  lines: ['78452'],
  diagnoses: ['R07.9'],
  facts: CANNOT_EXERCISE,
  ...more,
});
const isExempt = (given: Given) => answerOf(given).advice === 'pa-not-required-setting';

const INPATIENT = ['EMER', 'IMP', 'ACUTE', 'NONAC', 'OBSENC'];
const VENDORS = { classes: INPATIENT, places: ['21', '23'] };
/** Settings each payer exempts, written down apart from the rules. */
const EXEMPT: Readonly<Record<string, { readonly classes: readonly string[]; readonly places: readonly string[] }>> = {
  'uhc-commercial': { classes: INPATIENT, places: ['20', '21', '23'] },
  'uhc-exchange': { classes: INPATIENT, places: ['20', '21', '23'] },
  'uhc-medicare-advantage': { classes: INPATIENT, places: ['20', '21', '23'] },
  highmark: VENDORS,
  'bcbs-carelon': VENDORS,
  'aetna-commercial': VENDORS,
  'aetna-medicare-advantage': VENDORS,
  'cigna-commercial': VENDORS,
  'humana-commercial': VENDORS,
  'humana-medicare-advantage': VENDORS,
  emblemhealth: VENDORS,
  'medicare-advantage': VENDORS,
  'commercial-other': { classes: ['EMER'], places: ['23'] },
  medicaid: { classes: ['EMER'], places: ['23'] },
  'tx-workers-comp': { classes: ['EMER'], places: ['23'] },
  'original-medicare': { classes: [], places: [] },
  'self-pay': { classes: [], places: [] },
};

test('every payer has a row', () => {
  expect(Object.keys(EXEMPT).sort()).toEqual(rules.payers.map(({ id }) => id).sort());
});

describe.each(Object.entries(EXEMPT))('%s is exempt', (payer, { classes, places }) => {
  test.each([...INPATIENT, 'AMB'])('for class %s as its row says', (encounter) => {
    expect(isExempt(spect(payer, { encounter, place: '11' }))).toBe(classes.includes(encounter));
  });
  test.each(['11', '19', '20', '21', '22', '23'])('for place of service %s as its row says', (place) => {
    expect(isExempt(spect(payer, { place, claim: 'professional', lines: ['78452-26'] }))).toBe(places.includes(place));
  });
});

test('observation is exempt in a hospital outpatient place, which alone is not', () => {
  const reading: Partial<Given> = { place: '22', claim: 'professional', lines: ['78452-26'] };
  expect(isExempt(spect('highmark', { ...reading, encounter: 'OBSENC' }))).toBe(true);
  expect(isExempt(spect('highmark', { ...reading, encounter: 'AMB' }))).toBe(false);
});

describe('exceptions of plan and state', () => {
  const OUTSIDE = ['options-ppo', 'indemnity', 'umr', 'uhss', 'oxford', 'golden-rule'];
  test.each(OUTSIDE)('UnitedHealthcare product %s is outside the program', (product) => {
    expect(answerOf(spect('uhc-commercial', { product, lines: ['93351'] })).advice).toBe('ask-plan');
  });
  test.each(['fep', 'medicaid'])('Carelon does not review %s', (product) => {
    expect(answerOf(spect('bcbs-carelon', { product })).advice).toBe('ask-plan');
  });
  test('a product outside the list leaves the payer’s row and asks to confirm the product', () => {
    const echo: Partial<Given> = { lines: ['93351'] };
    const answer = answerOf(spect('uhc-commercial', { product: 'navigate', ...echo }));
    expect(answer.advice).toBe('pa-likely-approve');
    expect(answer.coverages[0]?.determinations[0]?.warnings.join(' ')).toContain('confirm the product');
    const known = answerOf(spect('uhc-commercial', { product: 'choice-plus', ...echo }));
    expect(known.coverages[0]?.determinations[0]?.warnings.join(' ')).not.toContain('confirm the product');
  });
  test.each(['93350', '78452', '78431', '75563'])('North Carolina Medicaid asks for authorization of %s', (code) => {
    const line = (state: string) =>
      answerOf(spect('medicaid', { state, lines: [code] })).coverages[0]?.determinations[0]?.authorizationRequired;
    expect(line('NC')).toBe(true);
    expect(line('OH')).toBeUndefined();
  });
  test('North Carolina Medicaid says nothing of ECG tests', () => {
    expect(answerOf(spect('medicaid', { state: 'NC', lines: ['93015'] })).advice).toBe('ask-plan');
  });

  const routeOf = (payer: string, state: string, date: string) =>
    answerOf(spect(payer, { state, date })).coverages[0]?.determinations[0]?.route;
  describe.each(['humana-commercial', 'humana-medicare-advantage'])('%s takes requests', (payer) => {
    test('from Florida by Availity since 2026', () => {
      expect(routeOf(payer, 'FL', '2026-01-01')).toEqual(['availity']);
    });
    test.each(['VA', 'NC', 'SC', 'GA'])('from %s by Availity from 1 July 2026', (state) => {
      expect(routeOf(payer, state, '2026-06-30')).toEqual(['vendor-portal']);
      expect(routeOf(payer, state, '2026-07-01')).toEqual(['availity']);
    });
    test('from elsewhere by the vendor', () => {
      expect(routeOf(payer, 'OH', '2026-07-01')).toEqual(['vendor-portal']);
    });
  });

  const MEDICARE = rules.payers.map(({ id }) => id).filter((id) => id.includes('medicare'));
  const criteriaOf = (payer: string, state: string, code: string) =>
    answerOf(spect(payer, { state, lines: [code] }))
      .coverages[0]?.determinations[0]?.criteria.map(({ id }) => id)
      .join(' ');
  describe.each(MEDICARE)('%s judges an exercise ECG', (payer) => {
    test.each([
      ['TX', 'LX1'],
      ['PA', 'LX1'],
      ['FL', 'LX1'],
      ['CA', 'NO1'],
      ['WA', 'NO1'],
      ['OH', 'A7'],
    ])('in %s by %s', (state, criterion) => {
      expect(criteriaOf(payer, state, '93015')).toContain(criterion);
    });
    test('and counts two years after bypass where the local document does, else five', () => {
      const facts = { chestPain: 'none', exertionalDyspnea: false, priorCabg: '2023-05-01' };
      const metIn = (state: string) =>
        answerOf(spect(payer, { state, facts }))
          .coverages[0]?.determinations[0]?.criteria.filter(({ result }) => result === 'met')
          .map(({ id }) => id);
      for (const state of ['TX', 'PA', 'FL']) expect(metIn(state), state).toEqual(['cabg-late']);
      for (const state of ['CA', 'NY', 'OH']) expect(metIn(state), state).toEqual(['cabg-early']);
    });
    test('but imaging by the national criteria everywhere', () => {
      for (const state of ['TX', 'CA', 'OH']) expect(criteriaOf(payer, state, '93351')).toContain('A1 ');
    });
  });
});
