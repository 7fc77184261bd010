import { describe, expect, test } from 'vitest';
import { decide } from '../../shared/core/decide/decide.ts';
import { dispositionOf } from '../../shared/core/decide/disposition.ts';
import { nextStepOf } from '../../shared/core/decide/next-action.ts';
import type { Approval } from '../../shared/core/model/approval.ts';
import { known } from '../../shared/core/model/facts.ts';
import { bundle, isTrue, type LineParts, line, program, type Rules } from '../support/rules.ts';

const CRITERIA = program({ supports: [isTrue('canExercise')] });
const said = (decision: Approval['decision'], more: Partial<Approval> = {}): Approval => ({
  decision,
  codes: [],
  source: 'phone',
  receivedAt: '2026-05-05T00:00:00.000Z',
  ...more,
});
const answer = (priorAuth: Rules['priorAuth'], decisions: readonly Approval[], more: LineParts = {}) => {
  const rules = bundle({ programs: [CRITERIA], ...(priorAuth ? { priorAuth } : {}) });
  const one = decide(line({ bundle: rules, facts: { canExercise: known(true) }, approvals: decisions, ...more }));
  return { ...one, short: [one.advice, one.state, one.bookable, one.authorizationRequired ?? '-'].join(' ') };
};

describe('what the payer said outranks what its rules let us expect', () => {
  test.each<[string, Rules['priorAuth'], Approval['decision'], string]>([
    ['denied', 'required', 'denied', 'pa-likely-approve denied no true'],
    ['denied though no rule asks', 'not-required', 'denied', 'pa-likely-approve denied no true'],
    ['denied where we would ask', 'ask-plan', 'denied', 'pa-likely-approve denied no true'],
    ['pending', 'required', 'pended', 'pa-likely-approve submitted not-yet true'],
    ['pending though no rule asks', 'not-required', 'pended', 'pa-likely-approve submitted not-yet true'],
    ['needs none', 'required', 'not-required', 'proceed-no-pa not-required yes false'],
    ['needs none where we would ask', 'ask-plan', 'not-required', 'proceed-no-pa not-required yes false'],
    ['request cancelled', 'required', 'cancelled', 'pa-likely-approve cancelled not-yet true'],
    ['request cancelled, none needed', 'not-required', 'cancelled', 'proceed-no-pa not-required yes false'],
  ])('%s', (_, priorAuth, decision, expected) => {
    expect(answer(priorAuth, [said(decision)]).short).toBe(expected);
  });
  test('even where the setting would be exempt', () => {
    expect(answer('required', [said('denied')], { service: { encounterClass: 'EMER' } }).state).toBe('denied');
  });
  test('and where no rules are held', () => {
    expect(answer(undefined, [said('not-required')], { bundle: undefined }).short).toBe(
      'proceed-no-pa not-required yes false',
    );
    expect(answer(undefined, [said('pended')], { bundle: undefined }).state).toBe('submitted');
  });
  test('not of another code', () => {
    expect(answer('required', [said('denied', { codes: ['93350'] })]).state).toBe('required');
  });
  test('not once coverage has ended', () => {
    const verdict = { ...line().verdict, inForce: 'no' as const, reason: 'no-active-coverage' as const };
    expect(answer('required', [said('denied')], { verdict }).short).toBe('no-active-coverage unknown no -');
  });
  test('not when it was said under another payer', () => {
    expect(answer('required', [said('denied', { payer: 'other' })]).state).toBe('required');
    expect(answer('required', [said('denied', { payer: 'payer' })]).state).toBe('denied');
  });
});

describe('several words', () => {
  const approved = said('approved', { number: 'A1', start: '2026-05-01', end: '2026-06-01' });
  const later = (decision: Approval['decision'], more: Partial<Approval> = {}) =>
    said(decision, { receivedAt: '2026-05-09T00:00:00.000Z', ...more });
  test('an approval after a denial', () => {
    expect(answer('required', [said('denied'), { ...approved, receivedAt: '2026-05-09T00:00:00.000Z' }]).short).toBe(
      'proceed-authorized approved yes true',
    );
  });
  test('a denial after an approval takes it back', () => {
    expect(answer('required', [approved, later('denied')]).short).toBe('pa-likely-approve denied no true');
  });
  test('an extension that is pending leaves the approval in force', () => {
    expect(answer('required', [approved, later('pended', { number: 'B2' })]).short).toBe(
      'proceed-authorized approved yes true',
    );
  });
  test('an extension that is pending, the approval over', () => {
    const ended = { ...approved, end: '2026-05-10' };
    expect(answer('required', [ended, later('pended', { number: 'B2' })]).short).toBe(
      'fix-authorization submitted not-yet true',
    );
  });
});

test('an approval whose window is not known does not say yes', () => {
  expect(answer('required', [said('approved', { number: 'A1' })]).short).toBe(
    'proceed-authorized approved cannot-tell true',
  );
});

test('the sentence read out and the next step are the payer’s', () => {
  const denied = answer('required', [said('denied')]);
  expect(dispositionOf(denied.advice, [denied])).toBe('The payer denied this request: appeal, or change the order.');
  expect(nextStepOf(denied).says).toContain('Appeal');
  const pended = answer('required', [said('pended')]);
  expect(dispositionOf(pended.advice, [pended])).toContain('awaited');
  expect(nextStepOf(pended).says).toContain('Wait');
});
