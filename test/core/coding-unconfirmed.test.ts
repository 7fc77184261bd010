import { describe, expect, test } from 'vitest';
import pairEdits from '../../rules/codes/pair-edits.json' with { type: 'json' };
import {
  type ClaimLine,
  checkClaim,
  checkOrder,
  errorsOf,
  idsOf,
  SERVICE_DATE,
  theOne,
} from '../support/service-lines.ts';

const facility = { claimType: 'institutional', placeOfService: '22' } as const;
const PULSE = ['94760', '94761'] as const;

describe('a pair only a copy of the edits has', () => {
  test('is a warning on orders and claims, and says that it is unconfirmed', () => {
    for (const found of [checkClaim('93350', '93314'), checkOrder('93350', '93314')])
      expect(theOne(found, 'pair-edit-unconfirmed')).toMatchObject({
        severity: 'warning',
        line: 2,
        says: '93314 (line 2) and 93350 (line 1) may not be paid together: one copy of the pair edits has them, unconfirmed.',
      });
  });

  test('stands on the line that is no test, whichever comes first, and once', () => {
    expect(idsOf(checkClaim('93314', '93351')).filter((id) => id.includes('unconfirmed'))).toEqual([
      '1:pair-edit-unconfirmed',
    ]);
  });

  test('says nothing of another day, of another group, or of a hospital’s claim', () => {
    const unconfirmed = (...lines: readonly ClaimLine[]) =>
      idsOf(checkClaim(...lines)).filter((id) => id.includes('unconfirmed'));
    expect(unconfirmed('93350', ['93314', { serviceDate: '2026-05-13' }])).toEqual([]);
    expect(unconfirmed('93350', ['93314', { providerGroup: 'group-b' }])).toEqual([]);
    expect(unconfirmed(['93350', facility], ['93314', facility])).toEqual([]);
    const before = { serviceDate: '2026-03-31' };
    expect(unconfirmed(['93350', before], ['93314', before])).toEqual([]);
  });

  test('decides nothing, whichever pair it is', () => {
    const [, edition] = pairEdits.editions;
    const rows = edition?.edits ?? [];
    const added = rows.filter((row) => 'evidence' in row && row.evidence === 'secondary');
    expect(added.length).toBeGreaterThan(20);
    for (const { column1, column2 } of added)
      for (const second of column2)
        expect(
          errorsOf(checkClaim(column1, second)).filter((id) => id.includes('pair-edit')),
          `${column1} ${second}`,
        ).toEqual([]);
  });
});

describe('pulse oximetry beside a test, where the copy differs from the table held', () => {
  test.each(PULSE)('%s with 93015 is a warning since the copy, an error before it', (code) => {
    const before = { serviceDate: '2026-03-31' };
    expect(errorsOf(checkClaim(['93015', before], [code, before]))).toEqual(['2:pair-edit']);
    expect(errorsOf(checkClaim('93015', code))).toEqual([]);
    for (const found of [checkClaim('93015', code), checkOrder('93015', code)])
      expect(theOne(found, 'pair-edit-unconfirmed')).toMatchObject({ severity: 'warning', line: 2 });
  });
});

test('a limit only a copy has is a warning', () => {
  const units = (many: number) => checkClaim('75563', ['75565', { units: many }]);
  expect(theOne(units(5), 'units-over-daily-limit')).toMatchObject({
    severity: 'warning',
    says: expect.stringContaining('the daily limit is 4 by one copy of the table.'),
  });
  expect(idsOf(units(4)).join()).not.toContain('units-over');
  expect(theOne(checkClaim('93351', ['93325', { units: 3 }]), 'units-over-daily-limit').severity).toBe('error');
});

test('contrast of a stress echo on a clinician’s claim in a facility', () => {
  const at = { placeOfService: '22', serviceDate: SERVICE_DATE };
  expect(theOne(checkClaim(['93351-26', at], ['93352', at]), 'not-paid-in-facility')).toMatchObject({
    severity: 'error',
    line: 2,
    carc: '5',
    rarc: 'M97',
    fix: 'Take 93352 off the professional claim; the facility reports it.',
  });
  expect(errorsOf(checkClaim('93351', '93352'))).toEqual([]);
  expect(idsOf(checkClaim(['93351', facility], ['93352', facility])).join()).not.toContain('not-paid-in-facility');
});

test('a tracer is not split into parts', () => {
  expect(theOne(checkClaim('78452', 'A9500-26'), 'component-modifier-invalid').says).toBe(
    'Modifier 26 is not valid with A9500: it is not split into a professional and a technical part.',
  );
});
