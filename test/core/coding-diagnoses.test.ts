import { describe, expect, test } from 'vitest';
import { checkCoding } from '../../shared/core/coding/coding.ts';
import { checkClaim, checkOrder, codebook, idsOf, lineOf, theOne } from '../support/service-lines.ts';

const claim = (...diagnoses: readonly string[]) => checkClaim(['93015', { diagnoses }]);
const order = (...diagnoses: readonly string[]) => checkOrder(['93015', { diagnoses }]);

describe('is there a reason', () => {
  test('a claim without diagnosis fails, an order is warned', () => {
    expect(claim()).toMatchObject([{ id: 'diagnosis-missing', severity: 'error', carc: '16', rarc: 'M76' }]);
    expect(order()).toMatchObject([{ id: 'diagnosis-missing', severity: 'warning' }]);
    const eligibility = checkCoding([lineOf('93015', 1, {})], codebook, {
      dialect: 'eligibility',
      serviceDate: '2026-05-12',
    });
    expect(eligibility).toMatchObject([{ id: 'diagnosis-missing', severity: 'warning' }]);
    expect(claim('R07.9')).toEqual([]);
  });

  test('a companion needs none of its own', () => {
    expect(idsOf(checkClaim('93015', ['J2785-JZ', { units: 4, diagnoses: [] }]))).toEqual([]);
  });

  test('screening before a symptom', () => {
    const found = theOne(claim('Z13.6', 'R07.9'), 'screening-listed-first');
    expect(found).toMatchObject({
      severity: 'warning',
      carc: '49',
      fix: 'List R07.9 first if it is the reason for the test.',
    });
    expect(claim('R07.9', 'Z13.6')).toEqual([]);
    expect(idsOf(claim('Z00.00', 'R55'))).toEqual(['1:screening-listed-first']);
    expect(theOne(claim('Z13.6', 'Z95.1', 'I44.7'), 'screening-listed-first').says).toContain('I44.7');
  });

  test('screening alone is a question of benefit, not of coding', () => {
    expect(claim('Z13.6')).toEqual([]);
  });

  test.each([
    [['Z95.5'], '11'],
    [['I48.91', 'I10'], '11'],
    [['Z51.89'], '50'],
    [['Z13.6', 'Z95.1'], '11'],
  ])('%j does not support alone', (diagnoses, carc) => {
    expect(claim(...diagnoses)).toMatchObject([{ id: 'diagnosis-weak-alone', severity: 'warning', carc }]);
    expect(claim(...diagnoses, 'I25.10').filter(({ id }) => id === 'diagnosis-weak-alone')).toEqual([]);
  });

  test('a code outside every group is no weak reason', () => {
    expect(claim('I44.7')).toEqual([]);
    expect(idsOf(claim('M54.5'))).toEqual(['1:diagnosis-not-in-table']);
  });
});

describe('billable on the date of service', () => {
  const on = (serviceDate: string, ...diagnoses: readonly string[]) =>
    checkClaim(['93015', { diagnoses, serviceDate }]).filter(({ id }) => id === 'diagnosis-not-billable');

  test('I20.8 until 2023-09-30', () => {
    expect(on('2023-06-01', 'I20.8')).toEqual([]);
    expect(on('2023-09-30', 'I20.8')).toEqual([]);
    expect(on('2023-10-01', 'I20.8')).toHaveLength(1);
    expect(on('2025-03-04', 'I20.8')).toMatchObject([
      { severity: 'error', carc: '146', rarc: 'M76', fix: 'Use I20.81, I20.89, whichever the record supports.' },
    ]);
  });

  test.each([
    ['I24.8', '2023-10-01', 'I24.81'],
    ['I47.1', '2023-10-01', 'I47.10'],
    ['I47.2', '2022-10-01', 'I47.20'],
    ['I48.1', '2019-10-01', 'I48.11'],
    ['I48.2', '2019-10-01', 'I48.20'],
  ])('%s is a heading from %s on, and %s did not exist before', (old, start, successor) => {
    const before = `${Number(start.slice(0, 4)) - 1}-12-31`;
    expect(on(before, old)).toEqual([]);
    expect(on(start, old)).toHaveLength(1);
    expect(on(start, successor)).toEqual([]);
    expect(on(before, successor)).toMatchObject([{ fix: `Before that: ${old}.` }]);
  });

  test('with or without dot, in any case, and once for a repeated code', () => {
    expect(on('2025-03-04', 'i208', 'R07.9')).toHaveLength(1);
    expect(on('2025-03-04', 'I20.8', 'I20.8')).toHaveLength(1);
  });

  test('an order is warned; a code that is not listed is not said to be wrong', () => {
    expect(checkOrder(['93015', { diagnoses: ['R06.0'] }])).toMatchObject([
      { id: 'diagnosis-not-billable', severity: 'warning' },
    ]);
    expect(on('2025-03-04', 'Q99.9')).toEqual([]);
  });
});

test('a reason code is named only while it is in use', () => {
  const then = { ...codebook, adjustmentCodeOn: (code: string) => code !== 'M76' };
  const [found] = checkCoding([lineOf('93015', 1, {})], then, { dialect: 'claim', serviceDate: '2026-05-12' });
  expect(found).toMatchObject({ id: 'diagnosis-missing', carc: '16' });
  expect(found).not.toHaveProperty('rarc');
});

test('findings come in the order of the lines, whatever found them', () => {
  const found = checkClaim(['93018-26', { diagnoses: [] }], '93015', ['93017', { diagnoses: ['Z95.5'] }]);
  expect(idsOf(found)).toEqual([
    '1:component-modifier-invalid',
    '1:pair-edit',
    '1:diagnosis-missing',
    '3:pair-edit',
    '3:diagnosis-weak-alone',
  ]);
});
