import { describe, expect, test } from 'vitest';
import type { AuthorizationCommand, AuthorizationEvent } from '../../shared/core/authorization/life.ts';
import {
  APPROVED,
  answer,
  approval,
  booking,
  ended,
  live,
  passed,
  WINDOW,
  word,
} from '../support/authorization-commands.ts';

describe('given, when, then', () => {
  const APPEALED = [word('denied'), word('appealed')] as const;
  const open = answer();
  const approved = answer(APPROVED);
  const withdrawn = answer({ ...APPROVED, order: { withdrawn: true } });

  test.each<
    [string, readonly AuthorizationCommand[], AuthorizationCommand, Partial<AuthorizationEvent> & object, object]
  >([
    ['an order is answered for the first time', [], open, { what: 'assessed' }, { state: 'required', approvals: [] }],
    [
      'a payer approves',
      [open],
      approved,
      { what: 'decision-recorded' },
      { state: 'approved', approval, window: WINDOW, bookable: 'yes', nextStep: 'Book inside the approved window.' },
    ],
    [
      'a payer approves without dates',
      [open],
      answer({ ...APPROVED, more: { ...APPROVED.more, approvalWindow: {} } }),
      { what: 'decision-recorded' },
      { state: 'approved', window: {} },
    ],
    [
      'a payer denies',
      [open],
      answer({ state: 'denied', approvals: [word('denied')], what: 'decision-recorded' }),
      { what: 'decision-recorded' },
      { state: 'denied', nextStep: expect.stringMatching(/^Appeal/) },
    ],
    [
      'a denial is appealed',
      [open, answer({ state: 'denied', approvals: APPEALED.slice(0, 1) })],
      answer({ state: 'appealed', approvals: APPEALED, what: 'decision-recorded' }),
      { what: 'decision-recorded' },
      { state: 'appealed', approvals: APPEALED },
    ],
    [
      'an order changes and its approval no longer fits',
      [open, approved],
      answer({
        state: 'required',
        approvals: [approval],
        what: 'reassessed',
        more: { approval, approvalWindow: WINDOW },
      }),
      { what: 'reassessed' },
      { state: 'required', approvals: [approval], approval },
    ],
    [
      'an order changed back is approved again',
      [open, approved, answer({ approvals: [approval], what: 'reassessed' })],
      answer({ ...APPROVED, what: 'reassessed' }),
      { what: 'reassessed' },
      { state: 'approved' },
    ],
    [
      'an order is withdrawn, whatever the payer said',
      [open, approved],
      withdrawn,
      { what: 'order-cancelled' },
      { state: 'cancelled', bookable: 'no', approvals: [approval], nextStep: expect.stringMatching(/^Tell the payer/) },
    ],
    [
      'it is withdrawn again',
      [open, withdrawn],
      { ...withdrawn, what: 'reassessed' },
      { what: 'reassessed' },
      { state: 'cancelled' },
    ],
    [
      'it is placed again',
      [open, withdrawn],
      { ...approved, what: 'reassessed' },
      { what: 'reassessed' },
      { state: 'approved' },
    ],
    [
      'the test was done as authorized',
      [open, approved],
      answer({ ...APPROVED, order: { performed: true } }),
      { what: 'decision-recorded' },
      { state: 'approved', bookable: 'no', nextStep: 'Nothing: the test has been done.' },
    ],
    [
      'the test was done without authorization',
      [open],
      answer({ order: { performed: true }, what: 'reassessed' }),
      { what: 'reassessed' },
      { state: 'required', bookable: 'no', nextStep: expect.stringMatching(/retro-authorization/) },
    ],
    [
      'a visit is booked',
      [open],
      { kind: 'record-visit', booking: booking() },
      { what: 'visit-recorded' },
      { state: 'required', bookings: [booking()] },
    ],
    [
      'a visit is moved',
      [open, { kind: 'record-visit', booking: booking() }],
      { kind: 'record-visit', booking: booking({ date: '2026-06-16' }) },
      { what: 'visit-recorded' },
      { bookings: [booking({ date: '2026-06-16' })] },
    ],
    [
      'visits were checked again',
      [open, { kind: 'record-visit', booking: booking() }],
      { kind: 'check-visits', bookings: [booking({ answer: 'no' })] },
      { what: 'visit-checked' },
      { state: 'required', bookings: [booking({ answer: 'no' })] },
    ],
    [
      'visits outlive an answer',
      [open, { kind: 'record-visit', booking: booking() }],
      approved,
      { what: 'decision-recorded' },
      { state: 'approved', bookings: [booking()] },
    ],
    [
      'a deadline passes',
      [open],
      { kind: 'pass-deadlines', deadlines: [{ kind: 'documents', due: '2026-06-01', from: '2026-06-01' }] },
      { what: 'deadline-passed' },
      { state: 'required', told: ['documents 2026-06-01'], bookable: 'not-yet' },
    ],
    [
      'an approval ends unused',
      [open, approved],
      passed(ended(WINDOW.end)),
      { what: 'deadline-passed' },
      {
        state: 'expired',
        approval,
        window: WINDOW,
        advice: 'fix-authorization',
        bookable: 'no',
        told: ['approval-ended 2026-07-09'],
      },
    ],
    [
      'answering again does not revive what ended',
      [open, approved, passed(ended(WINDOW.end))],
      answer({ ...APPROVED, what: 'reassessed' }),
      { what: 'reassessed' },
      {
        state: 'expired',
        advice: 'fix-authorization',
        bookable: 'no',
        nextStep: expect.stringMatching(/ended unused/),
      },
    ],
    [
      'an approval that was extended is one again',
      [open, approved, passed(ended(WINDOW.end))],
      answer({ ...APPROVED, more: { ...APPROVED.more, approvalWindow: { ...WINDOW, end: '2026-08-09' } } }),
      { what: 'decision-recorded' },
      { state: 'approved', bookable: 'yes' },
    ],
    [
      'a denial after it ended is a denial',
      [open, approved, passed(ended(WINDOW.end))],
      answer({ state: 'denied', approvals: [approval, word('denied')], more: { approval, approvalWindow: WINDOW } }),
      { what: 'assessed' },
      { state: 'denied' },
    ],
  ])('%s', (_, given, when, event, then) => {
    const { event: decided, life } = live(...given, when);
    expect(decided).toMatchObject(event);
    expect(life).toMatchObject(then);
  });
});
