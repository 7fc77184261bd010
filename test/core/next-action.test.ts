import { describe, expect, test } from 'vitest';
import type { AuthorizationRecord } from '../../shared/core/authorization/authorization.ts';
import type { BookableAnswer } from '../../shared/core/authorization/bookable.ts';
import { judgeVisit } from '../../shared/core/authorization/judge-visit.ts';
import { recordActionOf } from '../../shared/core/authorization/record-action.ts';
import { decide } from '../../shared/core/decide/decide.ts';
import {
  type ActionCode,
  type ActionOwner,
  actionOf,
  dueDayOf,
  nextStepOf,
  peopleStateOf,
  standsOn,
} from '../../shared/core/decide/next-action.ts';
import type { PeopleState } from '../../shared/core/decide/people-state.ts';
import type { DecisionRow } from '../../shared/core/model/advice.ts';
import type { Approval } from '../../shared/core/model/approval.ts';
import type { Determination } from '../../shared/core/model/determination.ts';
import { type LineParts, line } from '../support/rules.ts';
import { TABLE_ROWS } from '../support/table-rows.ts';

const DUE = '2026-05-19';
/** The day of an answer before any service date here. */
const BEFORE = '2020-01-02';
const actionBefore = (answer: Determination, use?: 'claim', due?: string) => standsOn(answer, use, BEFORE, due).action;
const told = (answer: Determination, use?: 'claim', today = BEFORE) => {
  const { action, state } = standsOn(answer, use, today, DUE);
  return [action.code, action.owner, state];
};
type Told = readonly [code: ActionCode, owner: ActionOwner, state: PeopleState];

/** What every row leads to, an order's and, where it differs, a claim's: a row that is missing does not compile. */
const BY_ROW: Readonly<Record<DecisionRow, readonly [order: Told, claim: Told]>> = {
  D1a: [
    ['confirm-coverage', 'scheduler', 'no'],
    ['confirm-coverage', 'biller', 'no'],
  ],
  D1b: [
    ['confirm-coverage', 'scheduler', 'no'],
    ['confirm-coverage', 'biller', 'no'],
  ],
  D2: [
    ['fix-coding', 'biller', 'act'],
    ['fix-coding', 'biller', 'act'],
  ],
  D3: [
    ['tell-patient', 'scheduler', 'act'],
    ['tell-patient', 'biller', 'act'],
  ],
  D4a: [
    ['answer-question', 'clinician', 'act'],
    ['answer-question', 'clinician', 'act'],
  ],
  D4b: [
    ['ask-plan', 'scheduler', 'ask'],
    ['ask-plan', 'biller', 'ask'],
  ],
  D5: [
    ['fix-authorization', 'scheduler', 'no'],
    ['fix-authorization', 'biller', 'no'],
  ],
  D6: [
    ['book', 'scheduler', 'yes'],
    ['file-claim', 'biller', 'yes'],
  ],
  D7: [
    ['ask-plan', 'scheduler', 'ask'],
    ['ask-plan', 'biller', 'ask'],
  ],
  D8: [
    ['review', 'clinician', 'act'],
    ['review', 'clinician', 'act'],
  ],
  D8b: [
    ['review', 'clinician', 'act'],
    ['review', 'clinician', 'act'],
  ],
  D9: [
    ['book', 'scheduler', 'yes'],
    ['file-claim', 'biller', 'yes'],
  ],
  D9b: [
    ['send-request', 'scheduler', 'act'],
    ['send-request', 'biller', 'act'],
  ],
  D10: [
    ['review', 'clinician', 'act'],
    ['review', 'clinician', 'act'],
  ],
  D11: [
    ['answer-question', 'clinician', 'act'],
    ['answer-question', 'clinician', 'act'],
  ],
  D12: [
    ['reconsider-test', 'clinician', 'act'],
    ['reconsider-test', 'clinician', 'act'],
  ],
  D13: [
    ['send-request', 'scheduler', 'act'],
    ['send-request', 'biller', 'act'],
  ],
  D14: [
    ['document-need', 'clinician', 'act'],
    ['document-need', 'clinician', 'act'],
  ],
  D15: [
    ['review', 'clinician', 'act'],
    ['review', 'clinician', 'act'],
  ],
  D16: [
    ['book', 'scheduler', 'yes'],
    ['file-claim', 'biller', 'yes'],
  ],
  D17: [
    ['book', 'scheduler', 'yes'],
    ['file-claim', 'biller', 'yes'],
  ],
};

describe('what comes next, whose move it is, and how people are told', () => {
  test.each(TABLE_ROWS)('%s', (_, parts) => {
    const answer = decide(line(parts));
    expect([told(answer), told(answer, 'claim')]).toEqual(BY_ROW[answer.row]);
  });
});

const approval = (decision: Approval['decision'], more: Partial<Approval> = {}): Approval => ({
  decision,
  codes: [],
  source: 'portal',
  receivedAt: '2026-05-02T00:00:00.000Z',
  ...more,
});
/** A row that waits for the payer, with what the payer decided. */
const decided = (name: string, ...approvals: readonly Approval[]): Determination => {
  const parts: LineParts | undefined = TABLE_ROWS.find(([one]) => one === name)?.[1];
  if (!parts) throw new Error(`There is no situation ${name}.`);
  return decide(line({ ...parts, approvals }));
};

describe('once the payer has decided', () => {
  test.each<[string, Approval, string, Told]>([
    ['with the payer', approval('pended'), 'required, met', ['wait-for-payer', 'payer', 'wait']],
    ['with the payer, criteria open', approval('pended'), 'required, unknown', ['wait-for-payer', 'payer', 'wait']],
    ['with the payer, excluded', approval('pended'), 'excluded, ask the plan', ['wait-for-payer', 'payer', 'wait']],
    ['denied', approval('denied'), 'required, met', ['appeal', 'clinician', 'no']],
    ['denied, no rules', approval('denied'), 'no rules', ['appeal', 'clinician', 'no']],
    ['appealed', approval('appealed'), 'required, met', ['wait-for-payer', 'payer', 'wait']],
    ['request taken back', approval('cancelled'), 'required, met', ['send-request', 'scheduler', 'act']],
    ['none required', approval('not-required'), 'ask the plan', ['book', 'scheduler', 'yes']],
    ['until when is not known', approval('approved'), 'required, met', ['ask-plan', 'scheduler', 'ask']],
    ['pended, code wrong', approval('pended'), 'coding error, ask the plan', ['fix-coding', 'biller', 'act']],
    ['denied, code wrong', approval('denied'), 'coding error, ask the plan', ['fix-coding', 'biller', 'no']],
    ['denied, no coverage', approval('denied'), 'no coverage', ['confirm-coverage', 'scheduler', 'no']],
  ])('%s', (_, decision, name, expected) => {
    expect(told(decided(name, decision))).toEqual(expected);
  });
  test('the sentence says what the code says', () => {
    expect(nextStepOf(decided('required, met', approval('approved'))).says).toContain('until when the approval holds');
    expect(nextStepOf(decided('required, met', approval('pended')))).toEqual({
      code: 'wait-for-payer',
      says: 'Wait for the payer’s decision and record it.',
    });
  });
  test('of a service that is over nothing is to be booked: the biller is next, also for a retrospective authorization', () => {
    const after = '2099-01-01';
    expect(told(decided('required, met'), undefined, after)).toEqual(['request-retro', 'biller', 'no']);
    expect(told(decided('ask the plan'), undefined, after)).toEqual(['ask-plan', 'biller', 'no']);
    expect(told(decided('required, met', approval('pended')), undefined, after)).toEqual([
      'wait-for-payer',
      'payer',
      'no',
    ]);
    const free = decided('codes open, none required');
    expect(told(free)).toEqual(['book', 'scheduler', 'yes']);
    expect(told(free, undefined, after)).toEqual(['file-claim', 'biller', 'no']);
    expect(told({ ...free, serviceDateAssumed: true }, undefined, after)).toEqual(['book', 'scheduler', 'yes']);
    expect(told(free, 'claim', after)).toEqual(['file-claim', 'biller', 'yes']);
  });
  test('a day is given where the payer is waited for, and only there', () => {
    const pended = decided('required, met', approval('pended'));
    expect(actionBefore(pended, undefined, DUE).dueBy).toBe(DUE);
    expect(actionBefore(pended)).toEqual({ code: 'wait-for-payer', owner: 'payer' });
    expect(actionBefore(decided('required, met'), undefined, DUE).dueBy).toBeUndefined();
  });
  test('the day is the first any clock runs out, as the site counts days', () => {
    const dayOf = (instant: string) => `local ${instant.slice(0, 10)}`;
    const clock = (due: string) => ({ kind: 'payer-decision' as const, due });
    expect(dueDayOf([clock('2026-05-20'), clock('2026-05-19')], dayOf)).toBe('2026-05-19');
    expect(dueDayOf([clock('2026-05-19T03:00:00.000Z')], dayOf)).toBe('local 2026-05-19');
    expect(dueDayOf([], dayOf)).toBeUndefined();
  });
});

const DECISIONS: readonly Approval['decision'][] = [
  'approved',
  'partial',
  'denied',
  'pended',
  'cancelled',
  'not-required',
  'appealed',
];
/** Every row with every decision of a payer, without and with a window. */
const ANSWERS: readonly Determination[] = TABLE_ROWS.flatMap(([, parts]) => [
  decide(line(parts)),
  ...DECISIONS.flatMap((decision) => [
    decide(line({ ...parts, approvals: [approval(decision)] })),
    decide(line({ ...parts, approvals: [approval(decision, { start: '2026-05-01', end: '2026-06-01' })] })),
  ]),
]);

describe('whatever the table and the payer decide', () => {
  const all = ANSWERS.flatMap((answer) =>
    ([undefined, 'claim'] as const).map((use) => {
      return { answer, ...standsOn(answer, use, BEFORE, DUE) };
    }),
  );
  const where = (bookable: Determination['bookable']) => all.filter(({ answer }) => answer.bookable === bookable);

  test('all four booking words are among the answers', () => {
    expect(new Set(all.map(({ answer }) => answer.bookable)).size).toBe(4);
  });
  test('somebody has the next move', () => {
    for (const { action } of all) expect([action.code, action.owner]).not.toContain('none');
  });
  test('what may not be booked is told so, and nothing else is', () => {
    for (const { answer, state } of all) expect(state === 'no').toBe(answer.bookable === 'no');
  });
  test('not yet is a wait where it is the payer’s move, else somebody’s own move', () => {
    for (const { action, state } of where('not-yet')) expect(state).toBe(action.owner === 'payer' ? 'wait' : 'act');
  });
  test('cannot tell is a question for the plan, unless codes must be corrected or the patient told first', () => {
    for (const { action, state } of where('cannot-tell'))
      expect(state).toBe(['fix-coding', 'tell-patient'].includes(action.code) ? 'act' : 'ask');
  });
  test('ready is only what needs nothing but to be booked or filed', () => {
    for (const { action, state } of where('yes'))
      expect(state).toBe(['book', 'file-claim'].includes(action.code) ? 'yes' : 'act');
  });
});

describe('several tests in one visit', () => {
  const slot = (answer: BookableAnswer['answer'], code: ActionCode): BookableAnswer => ({
    answer,
    reasons: [{ code: 'outstanding', says: code }],
    nextStep: code,
    nextAction: actionOf({ code }),
  });
  test.each<[string, readonly BookableAnswer[], ActionCode]>([
    [
      'a move of our own before waiting',
      [slot('not-yet', 'wait-for-payer'), slot('not-yet', 'send-request')],
      'send-request',
    ],
    ['a move of our own before what is ready', [slot('yes', 'book'), slot('yes', 'document-need')], 'document-need'],
    ['the codes before a question', [slot('cannot-tell', 'ask-plan'), slot('cannot-tell', 'fix-coding')], 'fix-coding'],
    ['the strictest answer whatever is next', [slot('not-yet', 'send-request'), slot('no', 'appeal')], 'appeal'],
  ])('%s', (_, slots, expected) => {
    for (const order of [slots, slots.toReversed()]) {
      const visit = judgeVisit(order);
      expect([visit?.nextAction.code, visit?.nextStep]).toEqual([expected, expected]);
    }
  });
});

describe('the record of an order', () => {
  const record = (more: Partial<AuthorizationRecord> = {}) =>
    ({ advice: 'pa-likely-approve', state: 'required', bookable: 'not-yet', orderStatus: 'active', ...more }) as const;
  const NONE = { code: 'none', owner: 'none' };
  test('says what its answer says', () => {
    for (const answer of ANSWERS)
      expect(recordActionOf({ ...answer, orderStatus: 'active' }, DUE)).toEqual(actionBefore(answer, undefined, DUE));
  });
  test('asks for nothing once its order is withdrawn, and is not to be booked', () => {
    const withdrawn = recordActionOf(record({ orderStatus: 'revoked', bookable: 'no' }), DUE);
    expect([withdrawn, peopleStateOf('no', withdrawn)]).toEqual([NONE, 'no']);
  });
  test('asks for nothing once the test was done as authorized, else for a retro-authorization', () => {
    const done = { orderStatus: 'completed', bookable: 'no' } as const;
    expect(recordActionOf(record({ ...done, state: 'approved', advice: 'proceed-authorized' }))).toEqual(NONE);
    expect(recordActionOf(record(done))).toEqual({ code: 'request-retro', owner: 'biller' });
    expect(recordActionOf(record({ ...done, advice: 'fix-authorization', state: 'expired' })).code).toBe(
      'request-retro',
    );
  });
  test('wants the approval fixed that ended unused', () => {
    const lapsed = { state: 'expired', advice: 'fix-authorization', bookable: 'no' } as const;
    const action = recordActionOf(record(lapsed));
    expect([action, peopleStateOf(lapsed.bookable, action)]).toEqual([actionOf({ code: 'fix-authorization' }), 'no']);
  });
});
