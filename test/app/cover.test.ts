import { describe, expect, test } from 'vitest';
import { judgeCoverages } from '../../shared/app/assess/cover.ts';
import { resolvePayers, rosterOf } from '../../shared/app/assess/resolve-payers.ts';
import type { Member } from '../../shared/app/ports/authorization-store.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { answerInquiry } from '../../shared/core/answer/answer.ts';
import type { Inquiry } from '../../shared/core/model/message/inquiry.ts';
import { openRuleBook } from '../../shared/lambda/rule-book.ts';
import { coverageBy, ordered, PAYER_SYSTEM, TENANT } from '../support/app-harness.ts';
import { codebook } from '../support/service-lines.ts';

const rules = openRuleBook(PAYER_SYSTEM);
const withMember = (more: Partial<Inquiry['coverages'][number]> = {}): Inquiry =>
  ordered([{ id: 'o' }], { coverages: [{ ...coverageBy('uhc-commercial'), memberId: 'M1', ...more }] });
const judge = (inquiry: Inquiry, members: readonly (Member | undefined)[] = [], tenant: Partial<Tenant> = {}) =>
  judgeCoverages(
    inquiry,
    resolvePayers(inquiry, rules),
    members,
    {},
    { ...TENANT, ...tenant },
    { rules, codebook },
    '2026-05-01',
  );
const member = (more: Partial<Member> = {}): Member => ({
  payer: 'uhc-commercial',
  memberId: 'M1',
  status: 'active',
  ...more,
});
const COMPLETE = { rosterComplete: ['uhc-commercial'] };

describe('which member is looked up', () => {
  test('the one the coverage names, else the patient', () => {
    expect(resolvePayers(withMember(), rules)[0]?.member).toEqual({ payer: 'uhc-commercial', memberId: 'M1' });
    const inquiry = ordered([{ id: 'o' }]);
    const known = { ...inquiry, patient: { ...inquiry.patient, memberIds: ['P1'] } };
    expect(resolvePayers(known, rules)[0]?.member?.memberId).toBe('P1');
  });
  test('none where the payer is not recognized', () => {
    const inquiry = ordered([{ id: 'o' }], { coverages: [{ ...coverageBy('nobody'), memberId: 'M1' }] });
    expect(resolvePayers(inquiry, rules)[0]).toMatchObject({ payers: [] });
    expect(resolvePayers(inquiry, rules)[0]?.member).toBeUndefined();
  });
});

test('the focal coverage is judged first, wherever it stands in the message', () => {
  const other = { ...coverageBy('highmark'), reference: 'Coverage/2', focal: false };
  const last = ordered([{ id: 'o' }], { coverages: [other, coverageBy('uhc-commercial')] });
  expect(judge(last).map(({ verdict }) => verdict.payers)).toEqual([['uhc-commercial'], ['highmark']]);
});

describe('a complete roster', () => {
  test('that lacks the member says so', () => {
    expect(judge(withMember(), [], COMPLETE)[0]?.verdict).toMatchObject({ inForce: 'no', reason: 'no-member-found' });
  });
  test('says nothing of whom it was not asked for', () => {
    const { memberId: _, ...nameless } = coverageBy('uhc-commercial') as { memberId?: string };
    const inquiry = ordered([{ id: 'o' }], { coverages: [{ ...coverageBy('uhc-commercial'), ...nameless }] });
    expect(judge(inquiry, [], COMPLETE)[0]?.verdict.inForce).toBe('yes');
  });
  test('of another payer says nothing', () => {
    expect(judge(withMember(), [], { rosterComplete: ['highmark'] })[0]?.verdict.inForce).toBe('yes');
  });
});

describe('the roster knows the plan better', () => {
  test('its product and delegation count', () => {
    const [judged] = judge(withMember(), [member({ planProduct: 'oxford', delegated: true })]);
    expect(judged?.verdict.coverage).toMatchObject({ planProduct: 'oxford', delegated: true });
    const answer = answerInquiry(withMember(), [judged!], codebook, '2026-05-01');
    expect(answer.advice).toBe('ask-plan');
  });
  test('the message’s counts where the roster is silent', () => {
    expect(judge(withMember(), [member()])[0]?.verdict.coverage).toMatchObject({ planProduct: 'choice-plus' });
  });
  test('an earlier answer gives back the row it was built on', () => {
    const row = member({ start: '2026-01-01', end: '2026-06-30', planProduct: 'oxford', delegated: false });
    const inquiry = withMember();
    const answer = answerInquiry(inquiry, judge(inquiry, [row]), codebook, '2026-05-01');
    expect(rosterOf(answer, resolvePayers(inquiry, rules))).toEqual([row]);
  });
});

describe('dates', () => {
  const twoDays = ordered([{ id: 'a' }, { id: 'b', line: { serviceDate: '2027-02-01' } }]);
  test('every service date is judged under its own coverage and rules', () => {
    const [judged] = judge(twoDays);
    expect(judged?.verdict.inForce).toBe('yes');
    expect(judged?.otherDates?.['2027-02-01']?.verdict).toMatchObject({ inForce: 'no', carc: '27' });
    expect(judged?.otherDates?.['2027-02-01']?.bundle).toBeDefined();
  });
  test('a line without a date is judged for today', () => {
    const { serviceDate: _, ...undated } = twoDays.lines[1]!;
    const [judged] = judge({ ...twoDays, lines: [twoDays.lines[0]!, undated] });
    expect(Object.keys(judged?.otherDates ?? {})).toEqual(['2026-05-01']);
  });
  test('before the first rules there are none', () => {
    const early = ordered([{ id: 'a', line: { serviceDate: '2019-01-01' } }]);
    expect(judge(early)[0]?.bundle).toBeUndefined();
  });
});

test('no coverage is an answer too', () => {
  const [judged] = judge(ordered([{ id: 'o' }], { coverages: [] }));
  expect(judged?.verdict).toMatchObject({ inForce: 'no', reason: 'coverage-not-found' });
});
