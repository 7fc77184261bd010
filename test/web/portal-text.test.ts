import { describe, expect, test } from 'vitest';
import { readPortalText } from '../../web/panel/read-portal-text.ts';

describe('the text of a portal', () => {
  test('an approval with everything', () => {
    const text = `Request Status: Approved
Authorization Number: A123456789
Case Number: 98765432
CPT 78452 - 1 unit
Effective 12/01/2026 through 01/14/2027`;
    expect(readPortalText(text)).toEqual({
      decision: 'approved',
      number: 'A123456789',
      numberKind: 'authorization',
      from: '2026-12-01',
      to: '2027-01-14',
      codes: ['78452'],
      units: 1,
    });
  });

  test('a pend has a case number, which is no authorization', () => {
    expect(readPortalText('Case #: 1234567\nYour request is pending clinical review.')).toEqual({
      decision: 'pended',
      number: '1234567',
      numberKind: 'case',
    });
  });

  test.each([
    ['The request was not approved.', 'denied'],
    ['No authorization is required for this member.', 'not-required'],
    ['Partially approved: 1 of 2.', 'partial'],
    ['Adverse determination issued', 'denied'],
    ['Authorization certified', 'approved'],
  ])('%s means %s', (text, decision) => expect(readPortalText(text).decision).toBe(decision));

  test.each([
    ['Valid Dec 7, 2026 to Jan 21, 2027', '2026-12-07', '2027-01-21'],
    ['2026-12-07 - 2027-01-21', '2026-12-07', '2027-01-21'],
    ['from 12/7/26 to 1/21/27', '2026-12-07', '2027-01-21'],
  ])('dates of %s', (text, from, to) => expect(readPortalText(text)).toMatchObject({ from, to }));

  test('proposes nothing it cannot read: one date, a day that does not exist, a label without a number', () => {
    expect(readPortalText('Received 12/01/2026')).toEqual({});
    expect(readPortalText('From 02/30/2026 to 02/31/2026')).toEqual({});
    expect(readPortalText('Authorization number pending assignment')).toEqual({ decision: 'pended' });
  });

  test('takes no longer for a longer text', () => {
    const cpu = (text: string): number => {
      const before = process.cpuUsage().user;
      readPortalText(text);
      return (process.cpuUsage().user - before) / 1_000;
    };
    for (const text of [
      'authorization '.repeat(50_000),
      '1/'.repeat(300_000),
      'case # '.repeat(90_000),
      ' '.repeat(900_000),
    ])
      expect(Math.min(cpu(text), cpu(text))).toBeLessThan(400);
  });
});
