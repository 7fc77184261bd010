import { describe, expect, test } from 'vitest';
import { makeDigest } from '../../shared/adapters/digest.ts';
import type { Booking } from '../../shared/core/authorization/booking.ts';
import { HABITS, recordDeadlines } from '../../shared/core/authorization/deadlines.ts';
import { isPerformed, unitsUsed, withUses } from '../../shared/core/authorization/visits.ts';
import { NOW, type RecordParts, record } from '../support/record-samples.ts';

const digest = makeDigest('a secret of the tests');
const WINDOW = { start: '2026-06-10', end: '2026-07-09' };
const of = (about: RecordParts) => record(digest, about);
/** The coverage of booked visits has tests of its own. */
const told = (about: RecordParts) =>
  recordDeadlines(of(about))
    .filter(({ kind }) => kind !== 'coverage-check')
    .map(({ kind, due, from }) => [kind, due, from]);
const booking = (more: Partial<Booking> = {}): Booking => ({
  appointment: 'v1',
  state: 'booked',
  lastUpdated: NOW,
  slot: { start: '2026-06-15T13:00:00.000Z', codes: [] },
  date: '2026-06-15',
  answer: 'yes',
  checkedOn: 'det-1',
  number: 'A1',
  ...more,
});
const approved = { state: 'approved', advice: 'proceed-authorized', window: WINDOW } as const;

describe('what is to be told', () => {
  test.each<[string, RecordParts, readonly (readonly (string | undefined)[])[]]>([
    [
      'a request nobody has sent, counted from when it became needed',
      { state: 'required' },
      [['not-submitted', '2026-06-02T12:00:00.000Z', '2026-06-02T12:00:00.000Z']],
    ],
    [
      'documents, before the day that was ordered',
      { state: 'information-needed', documents: ['office-note'] },
      [
        ['not-submitted', '2026-06-02T12:00:00.000Z', '2026-06-02T12:00:00.000Z'],
        ['documents', '2026-06-28', '2026-06-28'],
      ],
    ],
    [
      'documents, before the day that is booked',
      { state: 'required', documents: ['office-note'], bookings: [booking()] },
      [
        ['not-submitted', '2026-06-02T12:00:00.000Z', '2026-06-02T12:00:00.000Z'],
        ['documents', '2026-06-12', '2026-06-12'],
      ],
    ],
    [
      'a payer’s day, when it is over; a payer’s hour, when it strikes',
      {
        state: 'submitted',
        clocks: [
          { kind: 'payer-decision', due: '2026-06-16' },
          { kind: 'payer-decision-expedited', due: '2026-06-04T12:00:00.000Z' },
        ],
      },
      [
        ['payer-decision', '2026-06-16', '2026-06-17'],
        ['payer-decision-expedited', '2026-06-04T12:00:00.000Z', '2026-06-04T12:00:00.000Z'],
      ],
    ],
    [
      'nothing of a payer who has decided',
      { state: 'denied', clocks: [{ kind: 'payer-decision', due: '2026-06-16' }] },
      [],
    ],
    ['an approval that ends, where no book was heard', approved, [['approval-ending', '2026-07-09', '2026-07-02']]],
    [
      'and that it ended, where no visit is left in it',
      { ...approved, bookings: [booking({ state: 'cancelled' })] },
      [
        ['approval-ending', '2026-07-09', '2026-07-02'],
        ['approval-ended', '2026-07-09', '2026-07-10'],
      ],
    ],
    ['nothing where a visit is booked inside it', { ...approved, bookings: [booking()] }, []],
    ['nothing of an approval nobody knows the end of', { ...approved, window: { start: '2026-06-10' } }, []],
    [
      'a visit nobody has checked since the answer changed',
      { ...approved, bookings: [booking({ checkedOn: 'an earlier answer' })] },
      [['visit-check', undefined, NOW]],
    ],
    ['nothing of a test that was done as authorized', { ...approved, orderStatus: 'completed' }, []],
    [
      'a test that was done otherwise',
      { state: 'approved', advice: 'fix-authorization', orderStatus: 'completed' },
      [['retro-authorization', undefined, NOW]],
    ],
    ['nothing of an order nobody wants', { state: 'cancelled', documents: ['office-note'] }, []],
    ['nothing where none is needed', { state: 'not-required' }, []],
    ['nothing twice', { state: 'required', told: ['not-submitted 2026-06-02T12:00:00.000Z'] }, []],
  ])('%s', (_, about, expected) => {
    expect(told({ units: 1, ...about })).toEqual(expected);
  });

  test('a clinic may have other habits', () => {
    const [submit] = recordDeadlines(of({ state: 'required' }), { ...HABITS, submitWithinHours: 2 });
    expect(submit?.due).toBe('2026-06-01T14:00:00.000Z');
  });

  test('needed again after it was not counts anew', () => {
    const entry = (version: number, at: string, from: 'required' | 'denied', to: 'required' | 'denied') =>
      ({ ...of({}).history[0]!, version, at, from, to }) as const;
    const history = [
      entry(4, '2026-06-05T12:00:00.000Z', 'required', 'required'),
      entry(3, '2026-06-04T12:00:00.000Z', 'denied', 'required'),
      entry(2, '2026-06-02T12:00:00.000Z', 'required', 'denied'),
    ];
    expect(told({ history })).toEqual([['not-submitted', '2026-06-05T12:00:00.000Z', '2026-06-05T12:00:00.000Z']]);
  });
});

describe('units', () => {
  const approval = {
    number: 'A1',
    decision: 'approved',
    codes: [],
    source: 'portal',
    receivedAt: NOW,
    units: 2,
  } as const;
  const done = booking({ state: 'fulfilled' });
  test.each<[string, RecordParts, number, boolean]>([
    ['none before the test', { units: 1, bookings: [booking()] }, 0, false],
    ['one a visit', { units: 1, bookings: [done] }, 1, true],
    ['one of two ordered', { units: 2, bookings: [done] }, 1, false],
    ['as many as the visit had', { units: 2, bookings: [{ ...done, slot: { ...done.slot, units: 2 } }] }, 2, true],
    ['none of a visit under another number', { units: 1, bookings: [{ ...done, number: 'B2' }] }, 0, true],
    ['those ordered, where only the order tells', { units: 2, orderStatus: 'completed' }, 2, true],
  ])('%s', (_, about, used, performed) => {
    expect([unitsUsed(of(about), approval), isPerformed(of(about))]).toEqual([used, performed]);
    expect(withUses([approval], of(about))[0]?.unitsUsed).toBe(used);
  });
  test('are not counted where the payer gave no number of them', () => {
    const { units: _units, ...open } = approval;
    expect(withUses([open], of({ bookings: [done] }))).toEqual([open]);
  });
});
