import { describe, expect, test } from 'vitest';
import { checkClaim, checkOrder, errorsOf, idsOf, theOne } from '../support/service-lines.ts';

const units = (count: number) => ({ units: count });

describe('daily limits', () => {
  test.each([
    ['93015', 1],
    ['78452', 1],
    ['A9500', 3],
    ['A9505', 4],
    ['J0153', 180],
    ['J2785', 4],
  ])('%s: %i units pass, one more does not', (code, limit) => {
    const over = (count: number) =>
      errorsOf(checkClaim([code, units(count)])).filter((id) => id.endsWith('daily-limit'));
    expect(over(limit)).toEqual([]);
    expect(over(limit + 1)).toEqual(['1:units-over-daily-limit']);
  });

  test('reason codes, and whether records can overturn it', () => {
    const clinical = theOne(checkClaim(['93015', units(2)]), 'units-over-daily-limit');
    expect(clinical).toMatchObject({
      severity: 'error',
      carc: '151',
      rarc: 'N362',
      fix: 'Report at most 1 unit of 93015 for the day.',
    });
    expect(clinical.says).toContain('appeal');
    expect(theOne(checkClaim(['78452', units(2)]), 'units-over-daily-limit').says).toContain('absolute');
  });

  test('the hospital’s limit is its own', () => {
    const drug = { units: 3, serviceDate: '2026-05-12' };
    expect(errorsOf(checkClaim('93015', ['J1250-JZ', drug]))).toEqual(['2:units-over-daily-limit']);
    expect(
      errorsOf(
        checkClaim(['93017', { claimType: 'institutional' }], ['J1250', { ...drug, claimType: 'institutional' }]),
      ),
    ).toEqual([]);
    expect(checkOrder('93015', ['J1250', drug])).toMatchObject([{ id: 'units-over-daily-limit', severity: 'warning' }]);
    expect(errorsOf(checkOrder('93015', ['J1250', { units: 5 }]))).toEqual(['2:units-over-daily-limit']);
  });

  test('the same code on two lines adds up; other day, other group or other component does not', () => {
    expect(errorsOf(checkClaim('93015', '93015'))).toEqual(['1:units-over-daily-limit', '2:units-over-daily-limit']);
    expect(errorsOf(checkClaim('93015', ['93015', { serviceDate: '2026-05-13' }]))).toEqual([]);
    expect(errorsOf(checkClaim('93018', ['93018', { providerGroup: 'group-b' }]))).toEqual([]);
    expect(errorsOf(checkClaim('78452-26', '78452-TC'))).toEqual([]);
  });

  test('a second drug test goes on a line of its own with 59 or XU', () => {
    const adenosine = (modifier: string) => [`J0153-JZ${modifier}`, units(100)] as const;
    expect(errorsOf(checkClaim('93015', adenosine(''), adenosine('')))).toEqual([
      '2:units-over-daily-limit',
      '3:units-over-daily-limit',
    ]);
    expect(errorsOf(checkClaim('93015', adenosine(''), adenosine('-XU')))).toEqual([]);
    expect(errorsOf(checkClaim('93015', adenosine(''), adenosine('-59')))).toEqual([]);
    expect(errorsOf(checkClaim('93018', '93018-59'))).toEqual(['1:units-over-daily-limit', '2:units-over-daily-limit']);
  });
});

describe('drug units and dose', () => {
  const given = (code: string, count: number | undefined, doseMg: number) =>
    checkClaim('78452', '93015', [`${code}-JZ`, { doseMg, ...(count === undefined ? {} : { units: count }) }]);

  test('regadenoson 0.4 mg is four units of 0.1 mg', () => {
    expect(idsOf(given('J2785', 4, 0.4))).toEqual([]);
    const found = theOne(given('J2785', 1, 0.4), 'drug-units-differ-from-dose');
    expect(found).toMatchObject({ severity: 'error', line: 3, fix: 'Report J2785 x4.' });
    expect(found.says).toContain('too few');
    expect(theOne(given('J2785', 3, 0.2), 'drug-units-differ-from-dose').says).toContain('too many');
  });

  test.each([
    ['J0153', 60, 60],
    ['J0153', 61, 60.5],
    ['J1245', 6, 56],
    ['J1250', 1, 40],
    ['J2785', 3, 0.3],
  ])('%s: %i units for %d mg', (code, right, dose) => {
    expect(idsOf(given(code, right, dose))).toEqual([]);
    expect(errorsOf(given(code, right + 1, dose))).toContain('3:drug-units-differ-from-dose');
  });

  test('units may stand on two lines; discarded units do not count as given', () => {
    const dose = { doseMg: 60 };
    expect(idsOf(checkClaim('93015', ['J0153-JZ', { ...dose, units: 40 }], ['J0153', { ...dose, units: 20 }]))).toEqual(
      [],
    );
    expect(idsOf(checkClaim('93015', ['J0153', { ...dose, units: 60 }], ['J0153-JW', { ...dose, units: 30 }]))).toEqual(
      [],
    );
    for (const units of [30, 90])
      expect(
        errorsOf(checkClaim('93015', ['J0153', { ...dose, units }], ['J0153-JW', { ...dose, units: 30 }])),
      ).toEqual(['2:drug-units-differ-from-dose']);
  });

  test('dose known, units not: a warning that states them', () => {
    expect(theOne(given('J2785', undefined, 0.4), 'drug-units-missing')).toMatchObject({
      severity: 'warning',
      fix: 'Report J2785 x4.',
    });
  });

  test('without a dose, fewer than the usual units of regadenoson is a warning', () => {
    const found = (count: number) => checkClaim('93015', ['J2785-JZ', units(count)]);
    expect(found(1)).toMatchObject([
      { id: 'drug-units-fewer-than-usual', severity: 'warning', fix: 'If the usual dose was given, report J2785 x4.' },
    ]);
    expect(found(4)).toEqual([]);
    expect(checkClaim('93015', ['J0153-JZ', units(1)])).toEqual([]);
  });

  test('an order with a dose is checked too', () => {
    expect(errorsOf(checkOrder('93015', ['J2785', { units: 1, doseMg: 0.4 }]))).toEqual([
      '2:drug-units-differ-from-dose',
    ]);
    expect(errorsOf(checkOrder('93015', ['J2785', { units: 4, doseMg: 0.4 }]))).toEqual([]);
  });
});

describe('discarded drug', () => {
  const waste = (text: string, part = {}) =>
    idsOf(checkClaim('93015', [text, { units: 4, ...part }])).filter((id) => id.endsWith('waste-modifier'));

  test('a professional claim says JW or JZ, not both', () => {
    expect(waste('J2785')).toEqual(['2:drug-waste-modifier']);
    expect(waste('J2785-JZ')).toEqual([]);
    expect(waste('J2785-JW')).toEqual([]);
    expect(waste('J2785-JW-JZ')).toEqual(['2:drug-waste-modifier']);
  });

  test('facility claims and orders are not asked', () => {
    expect(waste('J2785', { claimType: 'institutional' })).toEqual([]);
    expect(idsOf(checkOrder('93015', ['J2785', units(4)]))).toEqual([]);
  });

  test.each<[string, string, readonly string[]]>([
    ['2023-06-30', '', []],
    ['2023-07-01', '', ['drug-waste-modifier']],
    ['2022-12-31', '-JZ', ['drug-waste-modifier']],
    ['2023-01-01', '-JZ', []],
    ['2022-12-31', '-JW', []],
  ])('on %s with "%s"', (serviceDate, modifier, expected) => {
    const at = { serviceDate, units: 4 };
    const found = checkClaim(['93015', { serviceDate }], [`J2785${modifier}`, at]);
    expect(found.filter(({ id }) => id === 'drug-waste-modifier').map(({ id }) => id)).toEqual(expected);
  });

  test('JZ before it existed is an invalid modifier', () => {
    const found = checkClaim(['J2785-JZ', { serviceDate: '2022-12-31', units: 4 }]);
    expect(theOne(found, 'drug-waste-modifier')).toMatchObject({ severity: 'error', carc: '182' });
  });
});
