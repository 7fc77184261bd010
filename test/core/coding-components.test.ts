import { describe, expect, test } from 'vitest';
import { checkClaim, checkOrder, codebook, errorsOf, idsOf, theOne } from '../support/service-lines.ts';

describe('modifiers 26 and TC', () => {
  test.each([
    ['93015-26', 'Remove modifier 26 from 93015. If only that part was done, report 93016 or 93018 instead.'],
    ['93015-TC', 'Remove modifier TC from 93015. If only that part was done, report 93017 instead.'],
    ['93016-26', 'Remove modifier 26 from 93016.'],
    ['93017-26', 'Remove modifier 26 from 93017. If only that part was done, report 93016 or 93018 instead.'],
    ['93017-TC', 'Remove modifier TC from 93017.'],
    ['93018-26', 'Remove modifier 26 from 93018.'],
    ['93018-TC', 'Remove modifier TC from 93018. If only that part was done, report 93017 instead.'],
  ])('%s is refused', (line, fix) => {
    const found = theOne(checkClaim(line), 'component-modifier-invalid');
    expect(found).toMatchObject({ severity: 'error', carc: '4', rarc: 'N519', fix });
  });

  test('an add-on that is a physician service, and a drug, have no components', () => {
    expect(errorsOf(checkClaim('93351', '93352-26'))).toEqual(['2:component-modifier-invalid']);
    expect(errorsOf(checkClaim('93015', ['J2785-TC', { units: 4 }]))).toEqual(['2:component-modifier-invalid']);
  });

  test.each(['93350', '93351', '78452', '78431', '75559', '93024', '93025'])('%s splits by 26 and TC', (code) => {
    expect(errorsOf(checkClaim(`${code}-26`))).toEqual([]);
    expect(errorsOf(checkClaim(`${code}-TC`))).toEqual([]);
    expect(errorsOf(checkClaim(`${code}-26-TC`))).toEqual(['1:component-modifiers-both']);
  });

  test('every code without a split refuses both modifiers', () => {
    for (const code of ['93015', '93016', '93017', '93018']) {
      expect(codebook.procedure(code)?.pcTc).not.toBe(1);
      for (const modifier of ['26', 'TC', 'tc'])
        expect(errorsOf(checkClaim(`${code}-${modifier}`))).toEqual(['1:component-modifier-invalid']);
    }
  });

  test('other modifiers say nothing about components', () => {
    const found = idsOf(checkClaim('93018-59', '93016-76'));
    expect(found.filter((id) => id.includes('component'))).toEqual([]);
  });

  test('an order is checked too', () => {
    expect(errorsOf(checkOrder('93018-26'))).toEqual(['1:component-modifier-invalid']);
    expect(errorsOf(checkOrder('93018'))).toEqual([]);
  });
});

describe('what is not checked', () => {
  test('candidates, lines without a code and codes nobody knows', () => {
    const candidates = { codes: ['93015', '93018'], modifiers: ['26'] };
    expect(checkClaim(['93015-26', candidates])).toEqual([]);
    expect(checkClaim(['x', { codes: [] }])).toEqual([]);
    expect(checkClaim(['12345-26', { diagnoses: [] }])).toEqual([]);
  });

  test('a service date the tables do not cover is named once a table, and nothing is judged by data of another time', () => {
    const old = { serviceDate: '2019-03-01', diagnoses: ['I20.8'] };
    const found = checkClaim(['93015-26', old], ['93017', old]);
    expect(idsOf(found)).toEqual([
      '1:not-checked-procedures',
      '1:not-checked-pair-edits',
      '1:not-checked-unit-limits-practitioner',
    ]);
    for (const { severity, says } of found) {
      expect(severity).toBe('information');
      expect(says).toContain('not checked for this date, 2019-03-01');
    }
  });

  test('the first and last day of a table are covered, the days around are not', () => {
    const on = (serviceDate: string) => idsOf(checkClaim(['93015-26', { serviceDate, diagnoses: ['I10', 'R07.9'] }]));
    const day = (date: string, later: number) =>
      new Date(Date.parse(date) + later * 86_400_000).toISOString().slice(0, 10);
    const held = codebook.dataSets.find(({ name }) => name === 'procedures');
    const { from = '', to = '' } = held ?? {};
    expect(on(day(from, -1))).toEqual(['1:not-checked-procedures']);
    expect(on(from)).toEqual(['1:component-modifier-invalid']);
    expect(on(to)).toContain('1:component-modifier-invalid');
    expect(on(day(to, 1))).toContain('1:not-checked-procedures');
    expect(on(day(to, 1))).not.toContain('1:component-modifier-invalid');
    expect(on('2099-01-01')).toEqual([
      '1:not-checked-procedures',
      '1:not-checked-unit-limits-practitioner',
      '1:not-checked-diagnosis-validity',
    ]);
  });

  test('of two dates in one message only the covered one is judged', () => {
    const found = checkClaim('93018-26', ['93017-26', { serviceDate: '2019-03-01' }]);
    expect(idsOf(found)).toEqual([
      '1:component-modifier-invalid',
      '2:not-checked-procedures',
      '2:not-checked-unit-limits-practitioner',
    ]);
  });
});

test('a lung test is named as not cardiac, without an error', () => {
  for (const code of ['94617', '94618', '94619', '94621'])
    expect(checkClaim(code)).toMatchObject([{ id: 'not-cardiac-stress-test', severity: 'information' }]);
  expect(idsOf(checkClaim('93015'))).toEqual([]);
});
