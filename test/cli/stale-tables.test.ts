import { describe, expect, test } from 'vitest';
import { tableStatuses } from '../../infra/cli/codes/table-status.ts';
import { checkTables } from '../../infra/cli/doctor/check-age.ts';
import { loadCodebook } from '../../shared/codes/codebook.ts';

const { dataSets } = loadCodebook();
const saysOn = (date: string) => checkTables(date).map(({ says }) => says);
const of = (name: string, date: string) => saysOn(date).find((says) => says.startsWith(`${name}: `));

describe('stale tables on a date, with where to get the next edition', () => {
  test.each([
    ['fees', '2026-11-30', 'holds until 2026-12-31; get it at cms.gov, Physician Fee Schedule, relative value files'],
    ['fees', '2027-01-01', 'ended on 2026-12-31; a newer edition is out since 2027-01-01; get it at cms.gov'],
    ['localities', '2027-03-01', 'npx stresspass codes import gpci <file>'],
    ['pair-edits', '2026-11-30', 'a newer edition is out since 2026-07-01; get it at cms.gov'],
    ['unit-limits-practitioner', '2026-11-30', 'npx stresspass codes import mue <file>'],
    [
      'diagnosis-validity',
      '2027-10-01',
      'ended on 2027-09-30; a newer edition is out since 2027-10-01; get it at cdc.gov',
    ],
    ['procedures', '2027-01-01', 'ended on 2026-12-31; comes with a release of Stresspass'],
  ])('%s on %s', (name, date, says) => {
    expect(of(name, date)).toContain(says);
  });

  test('a table that holds and is the newest is not named', () => {
    expect(of('diagnosis-validity', '2026-11-30')).toBeUndefined();
    expect(of('fees', '2026-05-12')).toBeUndefined();
    expect(of('pair-edits', '2026-05-12')).toBeUndefined();
    expect(of('order-codes', '2030-01-01')).toBeUndefined();
  });

  test('every table says until when it holds, or has no end', () => {
    for (const { name, from, to } of tableStatuses(dataSets, '2026-11-30')) {
      expect(from, name).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      if (to !== undefined) expect(to > '2026-11-30', name).toBe(true);
    }
    expect(saysOn('2026-11-30')[0]).toMatch(/^\d+ of \d+ stale on 2026-11-30/);
  });
});
