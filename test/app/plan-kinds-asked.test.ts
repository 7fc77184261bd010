import type { Coverage } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { judgeCoverages } from '../../shared/app/assess/cover.ts';
import { resolvePayers } from '../../shared/app/assess/resolve-payers.ts';
import { answerInquiry } from '../../shared/core/answer/answer.ts';
import { type Facts, known } from '../../shared/core/model/facts.ts';
import type { CoverageFacts } from '../../shared/core/model/message/inquiry.ts';
import { isHmo, planKindsOf, planTypeOf } from '../../shared/fhir/read/insurance/plan-type.ts';
import { openRuleBook } from '../../shared/lambda/rule-book.ts';
import { coverageBy, ordered, PAYER_SYSTEM, TENANT } from '../support/app-harness.ts';
import { codebook } from '../support/service-lines.ts';

const rules = openRuleBook(PAYER_SYSTEM);
const TODAY = '2026-05-01';

const answered = (coverage: CoverageFacts, code: string, facts: Facts = {}) => {
  const inquiry = ordered([{ id: 'o', code }], { coverages: [coverage], facts });
  const tenant = { ...TENANT, rosterComplete: [] };
  const cases = judgeCoverages(inquiry, resolvePayers(inquiry, rules), [], {}, tenant, { rules, codebook }, TODAY);
  return answerInquiry(inquiry, cases, codebook, TODAY);
};

/** A coverage as its card words it: the payor's name, and plan or type in words. */
const worded = (name: string, plan: string): CoverageFacts => {
  const read: Coverage = {
    resourceType: 'Coverage',
    status: 'active',
    beneficiary: {},
    payor: [],
    type: { text: 'Commercial' },
    class: [{ type: { coding: [{ code: 'plan' }] }, value: plan }],
  };
  const kinds = planKindsOf(read, [{ identifiers: [], name }], codebook);
  const planType = planTypeOf({ ...read, type: { text: plan } }, codebook) ?? 'commercial';
  const { payor: _payor, ...base } = coverageBy('highmark');
  return { ...base, planType, kinds, payor: { identifiers: [], name }, ...(isHmo(read) ? { hmo: true } : {}) };
};

describe('a plan of which no rule is held is asked, and never taken for another of its insurer', () => {
  test.each([
    ['Cigna', 'Cigna Preferred Medicare (HMO)'],
    ['Highmark', 'Medicare Advantage PPO'],
    ['Anthem Blue Cross', 'Medicare Advantage HMO'],
    ['Blue Cross Blue Shield', 'Medicare Advantage PPO'],
    ['UnitedHealthcare', 'Dual Complete (HMO D-SNP)'],
    ['Humana', 'Gold Plus D-SNP'],
    ['Aetna', 'Dual Eligible Special Needs Plan'],
    ['Humana', 'TRICARE Prime'],
    ['Humana Military', 'TRICARE East'],
    ['Highmark', 'TRICARE for Life'],
    ['UnitedHealthcare', 'VA Community Care Network'],
    ['Highmark', 'Veterans Affairs'],
    ['Blue Cross Blue Shield', 'FEP Blue Standard'],
    ['Highmark', 'Federal Employee Program'],
    ['Aetna', 'FEHB High Option'],
    ['Cigna', 'Marketplace Silver'],
    ['Highmark', 'Exchange Gold'],
    ['Highmark', 'PACE program'],
    ['Aetna', 'Medicare-Medicaid Plan'],
  ])('%s, %s', (name, plan) => {
    for (const code of ['93015', '93351', '78452']) {
      const { advice } = answered(worded(name, plan), code);
      expect(advice, code).toBe('ask-plan');
    }
  });

  test('the plan itself without such words is answered by its rules', () => {
    expect(answered(worded('Highmark', 'PPO Blue'), '93015').advice).toMatch(/^(proceed-no-pa|manual-review)$/);
  });
});

describe('an HMO pays within its network, on referral', () => {
  const hmo: CoverageFacts = { ...coverageBy('highmark'), hmo: true };
  const SYMPTOMS: Facts = {
    chestPain: known('cardiac'),
    knownCad: known(true),
    canExercise: known(true),
    ecgReadable: known(true),
  };
  const advice = (facts: Facts, coverage = hmo, code = '93015') => answered(coverage, code, { ...SYMPTOMS, ...facts });

  test('what nobody told is a question, not a yes', () => {
    const { advice: word, coverages } = advice({});
    expect(word).toBe('ask-plan');
    const [line] = coverages[0]!.determinations;
    expect(line?.reasons.join(' ')).toContain(
      'whether the referral it may want is on file and whether the site is in its network',
    );
    expect(line?.missing.map(({ fact }) => fact)).toEqual(expect.arrayContaining(['referral', 'network']));
    expect(advice({}, coverageBy('highmark')).advice).toBe('proceed-no-pa');
  });
  test.each<[string, Facts, string]>([
    ['both are told', { referral: known(true), network: known('in') }, 'proceed-no-pa'],
    ['only the referral', { referral: known(true) }, 'ask-plan'],
    ['only the network', { network: known('in') }, 'ask-plan'],
    ['no referral', { referral: known(false), network: known('in') }, 'ask-plan'],
    ['another network', { referral: known(true), network: known('out') }, 'ask-plan'],
  ])('%s', (_, facts, word) => {
    expect(advice(facts).advice).toBe(word);
  });
  test('whoever arranges the visit can tell, and needs no clinician for it', () => {
    const told = {
      referral: { ...known(true), unconfirmed: true as const },
      network: { ...known('in' as const), unconfirmed: true as const },
    };
    expect(advice(told).advice).toBe('proceed-no-pa');
  });
  test('a test that needs an authorization is answered as elsewhere', () => {
    expect(advice({ canExercise: known(false) }, hmo, '93351').advice).toBe('pa-likely-approve');
  });

  const says = (text: string) =>
    isHmo({ resourceType: 'Coverage', status: 'active', beneficiary: {}, payor: [], type: { text } });
  test.each([
    ['HMO', true],
    ['Choice HMO-POS', true],
    ['PPO', false],
    ['Non-HMO plan', false],
    ['not an HMO', false],
  ])('"%s" says it: %s', (text, expected) => {
    expect(says(text)).toBe(expected);
  });
});
