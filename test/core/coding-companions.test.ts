import { describe, expect, test } from 'vitest';
import { checkClaim, checkOrder, errorsOf, idsOf, theOne } from '../support/service-lines.ts';

describe('add-ons', () => {
  test.each([
    ['93352', '93351'],
    ['93325', '93350'],
    ['93320', '93351'],
    ['93356', '93350'],
    ['78434', '78431'],
    ['78434', '78492'],
    ['75565', '75563'],
  ])('%s needs its base, such as %s', (addOn, base) => {
    expect(idsOf(checkClaim(base, addOn))).toEqual([]);
    const alone = theOne(checkClaim('93015', addOn), 'add-on-without-base');
    expect(alone).toMatchObject({ severity: 'error', line: 2, carc: '107', rarc: 'N122' });
    expect(alone.fix).toContain(base);
  });

  test('the base of another day or another kind does not count', () => {
    expect(errorsOf(checkClaim(['93351', { serviceDate: '2026-05-13' }], '93352'))).toEqual(['2:add-on-without-base']);
    expect(errorsOf(checkClaim('78430', '78434'))).toEqual(['2:add-on-without-base']);
  });

  test('an echo code we do not know may be the base, where more bases exist than we list', () => {
    expect(checkClaim('93325', '93999')).toMatchObject([{ id: 'add-on-without-base', severity: 'warning' }]);
    expect(errorsOf(checkClaim('93325'))).toEqual(['1:add-on-without-base']);
    expect(errorsOf(checkClaim('93352', '93999'))).toEqual(['1:add-on-without-base']);
  });

  test('on an order, which may travel without its siblings, it is a warning', () => {
    expect(checkOrder('93352')).toMatchObject([{ id: 'add-on-without-base', severity: 'warning' }]);
  });
});

describe('drugs and tracers', () => {
  test('without a test on that day', () => {
    expect(idsOf(checkClaim(['J2785-JZ', { units: 4 }], 'A9500'))).toEqual([
      '1:agent-without-test',
      '2:tracer-without-test',
    ]);
    expect(idsOf(checkClaim(['J2785-JZ', { units: 4 }], '78452', 'A9500'))).toEqual([]);
    expect(idsOf(checkClaim('A9500', ['78452', { serviceDate: '2026-05-13' }]))).toEqual(['1:tracer-without-test']);
  });

  test.each([
    ['A9555', '78452'],
    ['A9500', '93351'],
    ['A9505', '75563'],
  ])('%s is not a tracer for %s', (tracer, test) => {
    expect(checkClaim(test, tracer)).toMatchObject([{ id: 'tracer-of-another-test', severity: 'warning', line: 2 }]);
  });

  test.each([
    ['A9500', '78452'],
    ['A9502', '78451'],
    ['A9505', '78454'],
    ['A9526', '78431'],
  ])('%s is one for %s', (tracer, test) => {
    expect(idsOf(checkClaim(test, tracer))).toEqual([]);
  });

  test('a PET image takes in SPECT tracers', () => {
    expect(idsOf(checkClaim('78492', 'A9500'))).toEqual(['2:pair-edit']);
    expect(errorsOf(checkClaim('78492', ['A9555', { units: 2 }]))).toEqual([]);
  });
});
