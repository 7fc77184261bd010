import { describe, expect, test } from 'vitest';
import type { Booking } from '../../shared/core/authorization/booking.ts';
import {
  type CoverageCheck,
  coverageChanges,
  nextCoverageCheck,
  underCheck,
} from '../../shared/core/authorization/coverage-check.ts';
import type { CoverageVerdict } from '../../shared/core/model/assessment.ts';

const booking = (date: string, state: Booking['state'] = 'booked'): Booking => ({
  appointment: date,
  state,
  lastUpdated: '2026-11-01T12:00:00.000Z',
  slot: { start: `${date}T14:00:00.000Z`, codes: [] },
  date,
  answer: 'yes',
  checkedOn: 'd',
});
const check = (on: string, result: CoverageCheck['result'] = 'same'): CoverageCheck => ({
  on,
  result,
  confirmedOn: on,
});

describe('the next day coverage is read', () => {
  test.each([
    ['the first of the month', ['2026-12-20'], undefined, '2026-12-01'],
    ['some days before, where that is sooner', ['2026-11-30'], undefined, '2026-11-27'],
    ['some days before, after the first', ['2026-12-20'], check('2026-12-01'), '2026-12-17'],
    ['the plan year', ['2027-01-12'], check('2026-12-01'), '2027-01-01'],
    ['the first itself is the day of the visit', ['2026-12-01'], check('2026-11-28'), '2026-12-01'],
    ['nothing left', ['2026-12-20'], check('2026-12-17'), undefined],
    ['daily where it is not confirmed', ['2026-12-20'], check('2026-12-17', 'unconfirmed'), '2026-12-18'],
    ['not after the visit', ['2026-12-17'], check('2026-12-17', 'unconfirmed'), undefined],
    ['the sooner of two visits', ['2027-02-20', '2026-12-10'], check('2026-12-01'), '2026-12-07'],
    ['no visit', [], undefined, undefined],
  ] as const)('%s', (_, dates, before, due) => {
    const visits = dates.map((date) => booking(date));
    expect(nextCoverageCheck([...visits, booking('2026-12-05', 'cancelled')], before, '2026-11-25', 3)).toBe(due);
  });

  test('every check moves on, whatever the days: a sweep never finds the same one twice', () => {
    const days: string[] = [];
    const following = (on: string) =>
      nextCoverageCheck([booking('2027-03-03')], check(on, 'unconfirmed'), '2026-11-25', 3);
    for (let next = following('2026-11-25'); next; next = following(next)) days.push(next);
    expect(days).toEqual([...new Set(days)].sort());
    expect(days.at(-1)).toBe('2027-03-03');
  });
});

const verdict = (
  more: Partial<CoverageVerdict['coverage']> = {},
  rest: Partial<CoverageVerdict> = {},
): CoverageVerdict => ({
  coverage: { reference: 'Coverage/1', status: 'active', focal: true, memberId: 'A-1', planProduct: 'hmo', ...more },
  inForce: 'yes',
  says: '',
  source: 'roster',
  warnings: [],
  payers: ['uhc-commercial'],
  ...rest,
});

describe('what is another coverage', () => {
  test.each([
    ['the same', verdict(), []],
    ['its number written otherwise', verdict({ memberId: 'a 1' }), []],
    ['a source that says less', verdict({ memberId: undefined, planProduct: undefined } as never), []],
    ['another number', verdict({ memberId: 'B-2' }), ['member-number']],
    ['another product', verdict({ planProduct: 'ppo' }), ['plan']],
    ['a group that decides for the plan', verdict({ delegated: true }), ['plan']],
    ['another payer, and its plan with it', verdict({ planProduct: 'ppo' }, { payers: ['aetna'] }), ['payer']],
    ['a payer nobody recognizes', verdict({}, { payers: [] }), ['payer']],
    ['ended', verdict({}, { inForce: 'no' }), ['ended']],
  ] as const)('%s', (_, now, changes) => {
    expect(coverageChanges(verdict(), now)).toEqual(changes);
  });
});

describe('a yes under a check', () => {
  const yes = { bookable: 'yes', nextStep: 'Book it.' } as const;
  test.each(['changed', 'unconfirmed'] as const)('%s withholds it, and confirming brings it back', (result) => {
    const held = underCheck(yes, check('2026-12-01', result));
    expect(held).toMatchObject({ bookable: 'cannot-tell', coverage: { withheld: yes } });
    const again = underCheck(held, { ...held.coverage!, on: '2026-12-02' });
    expect(again.coverage?.withheld).toEqual(yes);
    expect(underCheck(again, { ...again.coverage!, result: 'same' })).toMatchObject(yes);
  });
  test('nothing else is touched', () => {
    const no = { bookable: 'no', nextStep: 'Appeal.' } as const;
    expect(underCheck(no, check('2026-12-01', 'changed'))).toMatchObject(no);
    expect(underCheck(yes, check('2026-12-01'))).toMatchObject(yes);
  });
});
