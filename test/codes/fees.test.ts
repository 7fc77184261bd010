import { describe, expect, test } from 'vitest';
import fees from '../../rules/codes/fees.json' with { type: 'json' };
import { loadCodebook } from '../../shared/codes/codebook.ts';
import type { Component } from '../../shared/core/model/codebook.ts';

const codebook = loadCodebook();
const YEARS = [2025, 2026] as const;
const total = (code: string, modifier: Component, year: number) => codebook.fee(code, modifier, year)?.total;
const usd = (code: string, modifier: Component, year: number) => codebook.nationalFee(code, modifier, year)?.usd;
const sum = (values: readonly (number | undefined)[]) =>
  Math.round(values.reduce<number>((all, value) => all + (value ?? Number.NaN), 0) * 100) / 100;

test.each(YEARS)('in %i 93015 is the sum of its parts, in units and in cents', (year) => {
  const parts = ['93016', '93017', '93018'];
  expect(sum(parts.map((code) => total(code, '', year)))).toBe(total('93015', '', year));
  expect(sum(parts.map((code) => usd(code, '', year)))).toBe(usd('93015', '', year));
});

test('in 2025 each kind of relative value of 93015 is the sum over its parts', () => {
  const kinds = ['work', 'expense', 'malpractice'] as const;
  for (const kind of kinds)
    expect(sum(['93016', '93017', '93018'].map((code) => codebook.fee(code, '', 2025)?.parts?.[kind]))).toBe(
      codebook.fee('93015', '', 2025)?.parts?.[kind],
    );
});

test.each(YEARS)('in %i every global fee is its professional plus its technical component', (year) => {
  const edition = fees.editions.find((one) => one.year === year);
  const split = (edition?.fees ?? []).filter(({ modifier }) => modifier === 'TC').map(({ code }) => code);
  expect(split).toEqual(expect.arrayContaining(['93350', '93351', '78451', '78452']));
  for (const code of split)
    expect(sum([total(code, '26', year), total(code, 'TC', year)]), code).toBe(total(code, '', year));
});

test('the tracing has no physician work', () => {
  expect(codebook.fee('93017', '', 2025)?.parts).toMatchObject({ work: 0, expense: 1.13 });
});

test('no component of the ECG family has a fee of its own', () => {
  for (const year of YEARS)
    for (const code of ['93015', '93016', '93017', '93018'])
      for (const modifier of ['26', 'TC'] as const) expect(codebook.fee(code, modifier, year)).toBeUndefined();
});

describe('amounts', () => {
  test.each<[string, Component, number, number]>([
    ['93015', '', 70.84, 73.48],
    ['93016', '', 20.05, 20.71],
    ['93017', '', 37.2, 39.08],
    ['93018', '', 13.59, 13.69],
    ['93024', '', 109.65, 114.9],
    ['93350', '', 176.94, 185.37],
    ['93350', '26', 65.34, 67.47],
    ['93350', 'TC', 111.6, 117.91],
    ['93351', '', 222.54, 233.47],
    ['93351', '26', 78.28, 81.16],
    ['93352', '', 33.96, 35.74],
    ['78451', 'TC', 235.81, 248.17],
    ['78452', '', 408.86, 427.87],
    ['78452', '26', 72.13, 74.48],
    ['78453', '', 255.86, 262.87],
    ['78431', '26', 83.78, 86.51],
    ['75563', '', 413.06, 429.87],
    ['94621', '', 150.73, 165.67],
    ['93306', '', 187.93, 196.73],
  ])('%s %s: %d in 2025, %d in 2026', (code, modifier, before, now) => {
    expect(usd(code, modifier, 2025)).toBe(before);
    expect(usd(code, modifier, 2026)).toBe(now);
  });

  test('none for contractor-priced codes and years without data', () => {
    for (const code of ['78430', '78431', '78432', '78433', '78434', '78491', '78492'])
      for (const year of YEARS) {
        expect(codebook.fee(code, '', year), code).toBeUndefined();
        expect(codebook.fee(code, 'TC', year), code).toBeUndefined();
        expect(codebook.fee(code, '26', year), code).toBeDefined();
      }
    expect(codebook.fee('93015', '', 2024)).toBeUndefined();
    expect(codebook.fee('93015', '', 2099)).toBeUndefined();
  });

  test('in a facility only what a clinician is paid for there', () => {
    for (const year of YEARS) {
      for (const code of ['93015', '93017', '93351', '78452'])
        expect(codebook.fee(code, '', year)?.facilityTotal, code).toBeUndefined();
      for (const code of ['93016', '93018'])
        expect(codebook.fee(code, '', year)?.facilityTotal).toBe(total(code, '', year));
      expect(codebook.fee('93351', '26', year)?.facilityTotal).toBe(total('93351', '26', year));
      expect(codebook.fee('93351', 'TC', year)?.facilityTotal).toBeUndefined();
    }
  });
});

test('a locality is found by state and number, or by a unique number', () => {
  expect(codebook.locality(2025, '31', 'tx')).toMatchObject({
    state: 'TX',
    work: 1,
    expense: 1.046,
    malpractice: 0.914,
  });
  expect(codebook.locality(2025, '01', 'TX')).toBeUndefined();
  expect(codebook.locality(2025, '31')?.state).toBe('TX');
  expect(codebook.locality(2025, '01')).toBeUndefined();
  expect(codebook.locality(2099, '31', 'TX')).toBeUndefined();
});
