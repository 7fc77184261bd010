import { describe, expect, test } from 'vitest';
import { checkClaim, checkOrder, errorsOf, idsOf, theOne } from '../support/service-lines.ts';

const hospital = { placeOfService: '22' };
const by = (performer: string) => ({ performer });

describe('all parts under one billing number', () => {
  test('93016, 93017 and 93018 are 93015, on every line and only as a warning', () => {
    const found = checkClaim('93016', '93017', '93018');
    expect(idsOf(found)).toEqual([1, 2, 3].map((line) => `${line}:parts-without-whole`));
    expect(found[0]).toMatchObject({
      severity: 'warning',
      carc: '97',
      fix: expect.stringContaining('Report 93015 once'),
    });
    expect(idsOf(checkClaim('78452', '93016', '93017', '93018'))).toEqual(
      [2, 3, 4].map((line) => `${line}:parts-without-whole`),
    );
  });

  test.each([
    ['two parts', checkClaim('93016', '93018')],
    ['another billing number', checkClaim(['93017', { providerGroup: 'group-b' }], '93016', '93018')],
    ['another day', checkClaim(['93017', { serviceDate: '2026-05-13' }], '93016', '93018')],
    ['an order', checkOrder('93016', '93017', '93018')],
  ])('%s: nothing is said', (_what, found) => {
    expect(idsOf(found).filter((id) => id.includes('parts-'))).toEqual([]);
  });

  test('in a facility the technical part is wrong, not the split', () => {
    const found = checkClaim(['93016', hospital], ['93017', hospital], ['93018', hospital]);
    expect(idsOf(found)).toEqual(['2:technical-part-in-facility']);
  });

  test('93350 with all parts is 93351 where this biller owns the equipment', () => {
    const found = theOne(checkClaim('93350', '93016', '93017', '93018'), 'parts-without-combined-code');
    expect(found).toMatchObject({
      line: 1,
      severity: 'warning',
      fix: expect.stringMatching(/^Report 93351 instead of/),
    });
    expect(idsOf(checkClaim('93350', '93016', '93017', '93018'))).not.toContain('2:parts-without-whole');
  });

  test.each([
    ['in a hospital', checkClaim(['93350-26', hospital], ['93016', hospital], ['93018', hospital])],
    ['with 26 in an office of another', checkClaim('93350-26', '93016', '93018')],
  ])('93351-26 %s', (_where, found) => {
    expect(theOne(found, 'parts-without-combined-code').fix).toMatch(/^Report 93351-26 instead of/);
  });

  test.each([
    ['split doctors', checkClaim(['93350', by('a')], ['93016', by('b')], ['93017', by('b')], ['93018', by('a')])],
    ['no supervision', checkClaim('93350', '93017', '93018')],
    [
      'the facility’s claim',
      checkClaim(['93350', { claimType: 'institutional' }], ['93017', { claimType: 'institutional' }]),
    ],
    ['the combined code is there', checkClaim('93351')],
  ])('%s: nothing is said of a combined code', (_what, found) => {
    expect(idsOf(found).filter((id) => id.includes('combined'))).toEqual([]);
  });

  test('93350 with 93015 is corrected to 93351', () => {
    expect(theOne(checkClaim('93350', '93015'), 'pair-edit').fix).toContain('Report 93351 instead of both');
  });

  test('26 and TC of one code by one biller are the whole', () => {
    expect(idsOf(checkClaim('78452-26', '78452-TC'))).toEqual([
      '1:components-without-whole',
      '2:components-without-whole',
    ]);
    expect(idsOf(checkClaim('78452-26', ['78452-TC', { providerGroup: 'group-b' }]))).toEqual([]);
  });
});

describe('one perfusion study in two lines', () => {
  const day2 = { serviceDate: '2026-05-13' };
  test.each([
    ['78451', '78452'],
    ['78453', '78454'],
    ['78430', '78431'],
    ['78491', '78492'],
  ])('%s on two days is %s', (single, study) => {
    const found = checkClaim(single, [single, day2]);
    expect(idsOf(found)).toEqual(['1:one-study-in-two', '2:one-study-in-two']);
    expect(found[0]?.fix).toContain(`report ${study} once, with the day the study was completed`);
    expect(idsOf(checkOrder(single, [single, day2]))).toEqual(['1:one-study-in-two', '2:one-study-in-two']);
  });

  test('twice on one day: the limit names the study, and it is no second test for ischemia', () => {
    const found = checkClaim('78451', '78451');
    expect(idsOf(found)).not.toContain('1:two-ischemia-tests');
    expect(errorsOf(found)).toEqual(['1:units-over-daily-limit', '2:units-over-daily-limit']);
    expect(found.find(({ id }) => id === 'units-over-daily-limit')?.fix).toContain('report 78452 once');
  });

  test('a whole study on two days of a week, or a study and a half', () => {
    expect(idsOf(checkClaim('78452', ['78452', day2]))).toEqual(['1:one-study-in-two', '2:one-study-in-two']);
    expect(idsOf(checkClaim('78452', ['78451', day2]))).toEqual(['1:one-study-in-two', '2:one-study-in-two']);
  });

  test('months apart, another biller or another component are two', () => {
    expect(idsOf(checkClaim('78451', ['78451', { serviceDate: '2026-09-01' }]))).toEqual([]);
    expect(idsOf(checkClaim('78452', ['78452', { serviceDate: '2026-05-30' }]))).toEqual([]);
    expect(idsOf(checkClaim('78451', ['78451', { ...day2, providerGroup: 'group-b' }]))).toEqual([]);
    expect(idsOf(checkClaim('78451-26', ['78451-TC', day2]))).toEqual([]);
  });
});

describe('modifiers on a test', () => {
  const institutional = { claimType: 'institutional' } as const;
  test.each<[string, string, 'error' | 'warning' | 'information']>([
    ['93015-50', 'modifier-50', 'error'],
    ['78452-LT', 'modifier-lt', 'error'],
    ['93015-22', 'modifier-22', 'warning'],
    ['93015-52', 'modifier-52', 'warning'],
    ['78452-53', 'modifier-53', 'warning'],
    ['93015-73', 'modifier-73', 'error'],
    ['93351-74', 'modifier-74', 'error'],
    ['93015-76', 'modifier-76', 'warning'],
    ['93018-77', 'modifier-77', 'warning'],
  ])('%s: %s, %s', (line, id, severity) => {
    expect(theOne(checkClaim(line), id)).toMatchObject({ severity, fix: expect.stringMatching(/.{10}/) });
    const asked = checkOrder(line).filter((one) => one.id === id);
    expect(asked.filter((one) => one.severity === 'error')).toEqual([]);
  });

  test.each<[string, string, 'error' | 'information']>([
    ['93017-52', 'modifier-52', 'information'],
    ['93017-53', 'modifier-53', 'error'],
    ['78452-73', 'modifier-73', 'error'],
  ])('%s on a facility claim: %s, %s', (line, id, severity) => {
    expect(theOne(checkClaim([line, institutional]), id)).toMatchObject({ severity });
  });

  test('59 and X separate only where an edit joins', () => {
    expect(idsOf(checkClaim('93018-59'))).toEqual(['1:modifier-separates-nothing']);
    expect(idsOf(checkClaim('93015-XU', '93000'))).not.toContain('1:modifier-separates-nothing');
    expect(idsOf(checkClaim('93015-59-XU', '93000'))).toContain('1:modifier-59-and-x');
    expect(idsOf(checkOrder('93018-59'))).toEqual([]);
  });
});

describe('JW and JZ of one drug', () => {
  const units = { units: 60 };
  test('contradict each other on one line and on two', () => {
    expect(errorsOf(checkClaim('93015', ['J0153-JW-JZ', units]))).toEqual(['2:drug-waste-modifier']);
    expect(errorsOf(checkClaim('93015', ['J0153-JZ', units], ['J0153-JW', { units: 30 }]))).toEqual([
      '2:drug-waste-modifier',
      '3:drug-waste-modifier',
    ]);
  });

  test('another drug, day or drug test has containers of its own', () => {
    const others = [
      ['J1245-JW', { units: 1 }],
      ['J0153-JW', { units: 30, serviceDate: '2026-05-13' }],
      ['J0153-JW-XU', { units: 30 }],
    ] as const;
    for (const other of others)
      expect(errorsOf(checkClaim('93015', ['J0153-JZ', units], other)).filter((id) => id.includes('waste'))).toEqual(
        [],
      );
  });
});

describe('places of service', () => {
  const FACILITIES = '02 19 21 22 23 24 26 31 34 41 42 51 52 53 56 61'.split(' ');
  test.each(FACILITIES)('%s: the technical part is the facility’s', (placeOfService) => {
    expect(errorsOf(checkClaim(['93015', { placeOfService }]))).toEqual(['1:whole-test-in-facility']);
    expect(errorsOf(checkClaim(['78452', { placeOfService }]))).toEqual(['1:missing-26']);
  });
  test.each('10 11 12 15 20 32 49 50 62 65 71 72 81 99'.split(' '))('%s: it is not', (placeOfService) => {
    expect(idsOf(checkClaim(['93015', { placeOfService }]))).toEqual([]);
  });
  test('a place that does not exist is named', () => {
    expect(idsOf(checkClaim(['93015', { placeOfService: '77' }]))).toEqual(['1:place-of-service-unknown']);
  });
});
