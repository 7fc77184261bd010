import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeCoverages } from '../../shared/app/assess/cover.ts';
import { resolvePayers } from '../../shared/app/assess/resolve-payers.ts';
import { answerInquiry } from '../../shared/core/answer/answer.ts';
import type { Approval } from '../../shared/core/model/approval.ts';
import type { CoverageFacts } from '../../shared/core/model/message/inquiry.ts';
import { openRuleBook } from '../../shared/lambda/rule-book.ts';
import { coverageBy, ordered, PAYER_SYSTEM, TENANT } from '../support/app-harness.ts';
import { codebook } from '../support/service-lines.ts';

const rules = openRuleBook(PAYER_SYSTEM);
const TODAY = '2026-05-01';
const NAIC = 'urn:oid:2.16.840.1.113883.6.300';
const APPROVAL: Approval = {
  number: 'A1',
  decision: 'approved',
  codes: [],
  source: 'portal',
  start: '2026-01-01',
  end: '2026-12-31',
  receivedAt: '2026-05-01T10:00:00.000Z',
};

const own = (value: string) => ({ system: PAYER_SYSTEM, value });
const naic = (value: string) => ({ system: NAIC, value });
const judged = (more: Partial<CoverageFacts>) => {
  const inquiry = ordered([{ id: 'o' }], { coverages: [{ ...coverageBy('uhc-commercial'), ...more }] });
  const tenant = { ...TENANT, rosterComplete: [] };
  const cases = judgeCoverages(
    inquiry,
    resolvePayers(inquiry, rules),
    [],
    { '': [APPROVAL] },
    tenant,
    { rules, codebook },
    TODAY,
  );
  return { verdict: cases[0]?.verdict, answer: answerInquiry(inquiry, cases, codebook, TODAY) };
};
const payor = (identifiers: NonNullable<CoverageFacts['payor']>['identifiers'], name?: string) => ({
  payor: { identifiers, ...(name ? { name } : {}) },
});

describe('what a payer is called against what identifies it', () => {
  test.each<[string, Partial<CoverageFacts>]>([
    ['identifier and name', payor([own('aetna-medicare-advantage')], 'AARP Medicare Advantage')],
    ['identifier and the name we call a payer by', payor([own('uhc-medicare-advantage')], 'Cigna commercial')],
    ['a general identifier and the name of one plan', payor([own('medicare-advantage')], 'AARP Medicare Advantage')],
    ['two identifiers', payor([own('highmark'), own('cigna-commercial')])],
    ['an identifier and a company number', payor([own('highmark'), naic('55239')])],
    ['two company numbers', payor([naic('54771'), naic('55239')])],
    ['self-pay and an organization', { selfPay: true, planType: 'self-pay', ...payor([own('highmark')]) }],
    ['identifier and a type of Medicaid', { ...payor([own('aetna-medicare-advantage')]), planType: 'medicaid' }],
    ['identifier and a type of an exchange', { ...payor([own('uhc-commercial')]), planType: 'exchange' }],
    ['identifier and a plan of Medicare', { ...payor([own('highmark')]), planType: 'medicare' }],
  ])('%s disagree: no approval settles it', (_, coverage) => {
    const { answer, verdict } = judged(coverage);
    expect(answer.advice).toBe('ask-plan');
    expect(verdict?.conflict?.says).toMatch(/ask which/);
  });
  test('both are named', () => {
    const { answer } = judged(payor([own('highmark'), own('cigna-commercial')]));
    expect(answer.disposition).toContain('Highmark and Cigna commercial');
  });

  test.each<[string, Partial<CoverageFacts>]>([
    ['a name of the payer', payor([own('aetna-medicare-advantage')], 'Aetna')],
    ['a name nobody knows', payor([own('highmark')], 'Heart plan of the east')],
    ['the kind of plan', payor([own('aetna-medicare-advantage')], 'Medicare Advantage')],
    ['company number and name', payor([naic('79413')], 'AARP Medicare Advantage')],
    ['two numbers of one payer', payor([naic('55239'), naic('55247')])],
    ['Medicare said of Medicare Advantage', { ...payor([own('aetna-medicare-advantage')]), planType: 'medicare' }],
    ['the word commercial of any insurer', { ...payor([own('aetna-medicare-advantage')]), planType: 'commercial' }],
  ])('%s agrees', (_, coverage) => {
    const { answer, verdict } = judged(coverage);
    expect(verdict?.conflict).toBeUndefined();
    expect(answer.advice).toBe('proceed-authorized');
  });

  test('an identifier not understood beside one that is makes the payer unknown', () => {
    expect(judged(payor([own('highmark'), own('highmark?')])).verdict?.payers).toEqual([]);
  });
  test('whichever two payers are stated, it is never one of them that answers', () => {
    const ids = rules.payers.map(({ id }) => id);
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.constantFrom(...ids), (one, other) => {
        fc.pre(one !== other);
        expect(judged(payor([own(one), own(other)])).answer.advice).toBe('ask-plan');
      }),
      { numRuns: 60 },
    );
  });
});

test('an approval does not tell which of two payers gave it: request and coverage name one each', () => {
  const { answer } = judged({ insurer: { identifiers: [own('highmark')] } });
  expect(answer.advice).toBe('ask-plan');
});

test.each(['cancelled', 'draft', 'entered-in-error'] as const)('self-pay that is %s is no coverage', (status) => {
  const { payor: _, ...bare } = coverageBy('self-pay');
  const { verdict } = judged({ ...bare, status, selfPay: true, planType: 'self-pay', payor: undefined } as never);
  expect(verdict).toMatchObject({ inForce: 'no', says: `The coverage is marked ${status}.` });
});
