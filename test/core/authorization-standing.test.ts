import { describe, expect, expectTypeOf, test } from 'vitest';
import { authorizationDecider } from '../../shared/core/authorization/decider.ts';
import type { AuthorizationCommand } from '../../shared/core/authorization/life.ts';
import { type Standing, standingOf } from '../../shared/core/authorization/standing.ts';
import type { Approval } from '../../shared/core/model/approval.ts';
import { type AuthorizationState, STATES } from '../../shared/core/model/determination.ts';
import {
  APPROVED,
  answer,
  approval,
  booking,
  ended,
  lifeAfter,
  live,
  passed,
  WINDOW,
  word,
} from '../support/authorization-commands.ts';

const { decide, evolve, initialState } = authorizationDecider;

describe('what is never so', () => {
  const open = answer();
  const approved = answer(APPROVED);
  const pended = answer({ state: 'submitted', approvals: [word('pended')] });
  test.each<[string, readonly AuthorizationCommand[], AuthorizationCommand, string]>([
    ['no rule approves', [], answer({ state: 'approved', more: APPROVED.more }), 'no-payer-decision'],
    ['no rule denies', [open], answer({ state: 'denied', what: 'reassessed' }), 'no-payer-decision'],
    ['no rule submits', [open], answer({ state: 'submitted' }), 'no-payer-decision'],
    [
      'nothing is approved without an approval',
      [],
      answer({ state: 'approved', approvals: [approval] }),
      'no-payer-decision',
    ],
    [
      'nothing has expired without a last day',
      [],
      answer({ state: 'expired', approvals: [approval], more: { approval, approvalWindow: { start: '2026-06-10' } } }),
      'no-payer-decision',
    ],
    ['no decision of a payer is forgotten', [open, approved], open, 'decision-lost'],
    ['a clock ends nothing but an approval', [pended], passed(ended(WINDOW.end)), 'no-approval-to-end'],
    [
      'a clock ends no approval without a last day',
      [answer({ ...APPROVED, more: { ...APPROVED.more, approvalWindow: {} } })],
      passed(ended(WINDOW.end)),
      'no-approval-to-end',
    ],
    ['a visit needs an order', [], { kind: 'record-visit', booking: booking() }, 'not-on-file'],
    ['so does a check', [], { kind: 'check-visits', bookings: [] }, 'not-on-file'],
    ['and a deadline', [], passed(ended(WINDOW.end)), 'not-on-file'],
  ])('%s', (_, given, when, problem) => {
    const { event, life } = live(...given, when);
    expect(event).toEqual({ problem });
    expect(life).toEqual(live(...given).life);
  });

  test('no event but an answer can be the first', () => {
    expect(() => evolve(initialState, { what: 'visit-checked', bookings: [] })).toThrow('Nothing is on file');
  });
  test('a visit and a deadline leave the state as it is, in every state', () => {
    for (const state of STATES) {
      const approvals = [approval];
      const before = lifeAfter(answer({ state, approvals, more: { approval, approvalWindow: WINDOW } }));
      const deadlines = [{ kind: 'documents', from: '2026-06-01' }] as const;
      for (const command of [
        { kind: 'record-visit', booking: booking() },
        { kind: 'check-visits', bookings: [booking()] },
        { kind: 'pass-deadlines', deadlines },
      ] as const) {
        const event = decide(before, command);
        if ('problem' in event) throw new Error(event.problem);
        const { bookings: _bookings, told: _told, ...after } = evolve(before, event);
        expect(after).toEqual(before);
      }
    }
  });
  test('the visits of one order that are remembered are ten, cancelled ones make room', () => {
    const visits = Array.from({ length: 11 }, (_, index) =>
      booking({ appointment: `v${index}`, ...(index === 5 ? { state: 'cancelled' } : {}) }),
    );
    const { bookings } = lifeAfter(open, ...visits.map((one) => ({ kind: 'record-visit', booking: one }) as const));
    expect(bookings).toHaveLength(10);
    expect(bookings?.map(({ appointment }) => appointment)).not.toContain('v5');
  });
});

describe('what cannot be together does not compile', () => {
  type In<S extends AuthorizationState> = Extract<Standing, { readonly state: S }>;
  test('an approved authorization has its approval, its window and a decision of the payer', () => {
    expectTypeOf<In<'approved' | 'partial'>['approval']>().toEqualTypeOf<Approval>();
    expectTypeOf<{
      state: 'approved';
      approvals: readonly [];
      approval: Approval;
      window: object;
    }>().not.toExtend<Standing>();
    expectTypeOf<{ state: 'approved'; approvals: [Approval] }>().not.toExtend<Standing>();
    expectTypeOf<{
      state: 'approved';
      approvals: [Approval];
      approval: Approval;
      window: object;
    }>().toExtend<Standing>();
  });
  test('what a payer decides has a decision of the payer', () => {
    expectTypeOf<{ state: 'denied'; approvals: readonly [] }>().not.toExtend<Standing>();
    expectTypeOf<{ state: 'denied'; approvals: readonly Approval[] }>().not.toExtend<Standing>();
    expectTypeOf<{ state: 'denied'; approvals: readonly [Approval] }>().toExtend<Standing>();
    expectTypeOf<{ state: 'required'; approvals: readonly [] }>().toExtend<Standing>();
  });
  test('what has expired has a last day', () => {
    expectTypeOf<In<'expired'>['window']['end']>().toEqualTypeOf<string>();
  });
  test('every state has one form', () => {
    expectTypeOf<Standing['state']>().toEqualTypeOf<AuthorizationState>();
    for (const state of STATES)
      expect(standingOf({ state, approvals: [approval], approval, window: WINDOW })).toMatchObject({ state });
  });
});
