import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadCodebook } from '../../shared/codes/codebook.ts';

const codebook = loadCodebook();
const DATE = '2026-05-12';

describe('component indicator, global period, supervision, daily limit of practitioner and hospital, adjudication', () => {
  test.each<[string, number, string, string | undefined, number, number, number]>([
    ['93015', 4, 'XXX', '02', 1, 1, 3],
    ['93016', 2, 'XXX', '02', 1, 1, 3],
    ['93017', 3, 'XXX', '02', 1, 1, 3],
    ['93018', 2, 'XXX', '09', 1, 1, 3],
    ['93350', 1, 'XXX', '02', 1, 1, 2],
    ['93351', 1, 'XXX', '02', 1, 1, 2],
    ['93352', 0, 'ZZZ', undefined, 1, 1, 3],
    ['78451', 1, 'XXX', '01', 1, 1, 2],
    ['78452', 1, 'XXX', '01', 1, 1, 2],
    ['78453', 1, 'XXX', '01', 1, 1, 2],
    ['78454', 1, 'XXX', '01', 1, 1, 2],
    ['78491', 1, 'XXX', '01', 1, 1, 3],
    ['78492', 1, 'XXX', '01', 1, 1, 2],
    ['78430', 1, 'XXX', '01', 1, 1, 2],
    ['78431', 1, 'XXX', '01', 1, 1, 2],
    ['78432', 1, 'XXX', '01', 1, 1, 2],
    ['78433', 1, 'XXX', '01', 1, 1, 2],
    ['78434', 1, 'ZZZ', '01', 1, 1, 2],
    ['75559', 1, 'XXX', '02', 1, 1, 3],
    ['75563', 1, 'XXX', '01', 1, 1, 3],
    ['93024', 1, 'XXX', '03', 1, 1, 3],
    ['93025', 1, 'XXX', '01', 1, 1, 2],
    ['94617', 1, 'XXX', '01', 1, 1, 3],
    ['94618', 1, 'XXX', '01', 1, 1, 3],
    ['94619', 1, 'XXX', '01', 1, 1, 3],
    ['94621', 1, 'XXX', '02', 1, 1, 3],
  ])('%s', (code, pcTc, global, supervision, practitioner, hospital, mai) => {
    expect(codebook.procedure(code)).toMatchObject({ pcTc, global });
    expect(codebook.procedure(code)?.supervision).toBe(supervision);
    expect(codebook.unitLimit(code, DATE, 'practitioner')).toEqual({ units: practitioner, mai });
    expect(codebook.unitLimit(code, DATE, 'hospital')).toEqual({ units: hospital, mai });
  });

  test.each<[string, number, string, number, number]>([
    ['J2785', 0.1, 'mg', 4, 4],
    ['J0153', 1, 'mg', 180, 180],
    ['J1245', 10, 'mg', 10, 10],
    ['J1250', 250, 'mg', 2, 4],
    ['A9500', 1, 'study-dose', 3, 3],
    ['A9502', 1, 'study-dose', 3, 3],
    ['A9505', 1, 'mCi', 4, 4],
    ['A9555', 1, 'study-dose', 2, 2],
    ['A9526', 1, 'study-dose', 2, 2],
  ])('%s: one unit is %d %s', (code, amount, measure, practitioner, hospital) => {
    expect(codebook.procedure(code)?.unit).toMatchObject({ amount, measure });
    expect(codebook.unitLimit(code, DATE, 'practitioner')?.units).toBe(practitioner);
    expect(codebook.unitLimit(code, DATE, 'hospital')?.units).toBe(hospital);
  });

  test('a limit is valid from its first day', () => {
    expect(codebook.unitLimit('93015', '2024-06-30', 'practitioner')).toBeUndefined();
    expect(codebook.unitLimit('93015', '2024-07-01', 'practitioner')).toBeDefined();
  });
});

describe('families', () => {
  test.each([
    ['ecg', '93015 93016 93017 93018'],
    ['stress-echo', '93350 93351 C8928 C8930'],
    ['mpi', '78451 78452 78453 78454'],
    ['pet', '78430 78431 78432 78433 78491 78492'],
    ['cmr', '75559 75563'],
    ['ecg-special', '93024 93025'],
  ])('%s', (group, codes) => {
    for (const code of codes.split(' ')) expect(codebook.procedure(code), code).toMatchObject({ role: 'test', group });
  });

  test.each([
    ['93352', '93350 93351'],
    ['93320', '93350 93351'],
    ['93321', '93350 93351'],
    ['93325', '93350 93351'],
    ['93356', '93350 93351'],
    ['78434', '78431 78492'],
    ['75565', '75557 75559 75561 75563'],
  ])('%s goes with %s', (addOn, parents) => {
    expect(codebook.procedure(addOn)?.parents).toEqual(expect.arrayContaining(parents.split(' ')));
  });

  test('one code represents each kind of test', () => {
    expect(codebook.typicalTests.map(({ modality }) => modality).sort()).toEqual([
      'cmr',
      'ecg',
      'pet',
      'spect',
      'stress-echo',
    ]);
  });

  test('what a hospital reports for a stress echo with contrast is a hospital’s code', () => {
    for (const code of ['93350', '93351']) {
      const form = codebook.procedure(code)?.hospitalForm ?? '';
      expect(codebook.procedure(form), code).toMatchObject({ hospitalOnly: true, group: 'stress-echo' });
    }
  });
});

/** Every reason and remark code the coding checks can name. */
const named = (): readonly string[] => {
  const folder = new URL('../../shared/core/coding/', import.meta.url);
  const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  return [...sources.join('\n').matchAll(/\b[cr]arc: '([A-Z]*\d+)'/g)].map(([, code]) => code ?? '');
};

test('the checks use only current reason and remark codes', () => {
  const codes = new Set(named());
  expect(codes.size).toBeGreaterThan(15);
  for (const code of codes) expect(codebook.adjustmentCodeOn(code, DATE), code).toBe(true);
  expect(codes.has('15') || codes.has('165')).toBe(false);
});
