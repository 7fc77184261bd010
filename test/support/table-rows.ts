import type { Approval } from '../../shared/core/model/approval.ts';
import type { Finding } from '../../shared/core/model/determination.ts';
import { known } from '../../shared/core/model/facts.ts';
import type { ExemptionNotice } from '../../shared/core/model/plan-duty.ts';
import type { BenefitRule, RulesetBundle } from '../../shared/core/model/ruleset.ts';
import { bundle, isTrue, type LineParts, program, type Rules } from './rules.ts';

/** One unknown, one met … by the value of one fact. */
const CRITERIA = program({
  against: [isTrue('palpitations')],
  hold: [isTrue('syncope')],
  supports: [isTrue('canExercise')],
});
const QUIET = { palpitations: known(false), syncope: known(false) };
export const MET = { ...QUIET, canExercise: known(true) };
const NOT_MET = { ...MET, palpitations: known(true) };
const REVIEW = { ...MET, syncope: known(true) };
const OPEN = QUIET;
const OUTSIDE = { heartTransplant: known(true) };

export const rules = (more: Rules = {}) => bundle({ programs: [CRITERIA], otherwise: 'not-met', ...more });
export const free = (more: Rules = {}) => rules({ priorAuth: 'not-required', ...more });
const ask = (more: Rules = {}) => rules({ priorAuth: 'ask-plan', ...more });
const EMERGENCY = { service: { encounterClass: 'EMER' } };

const approval = (more: Partial<Approval> = {}): Approval => ({
  number: 'A1',
  decision: 'approved',
  codes: ['78452'],
  start: '2026-05-01',
  end: '2026-06-01',
  source: 'portal',
  receivedAt: '2026-05-01T00:00:00.000Z',
  ...more,
});
const codingError: Finding = { id: 'x', severity: 'error', line: 1, carc: '4', says: 'Wrong.', fix: 'Right.' };
const benefitRule = (
  effect: BenefitRule['effect'],
  more: Partial<BenefitRule> = {},
): RulesetBundle['benefitRules'] => ({
  screening: [
    {
      id: 'SC1',
      when: isTrue('delegated'),
      effect,
      carc: '49',
      says: 'Screening.',
      cite: 'x',
      evidence: 'verified',
      ...more,
    },
  ],
});
const IN_FORCE = {
  coverage: { reference: 'Coverage/1', status: 'active', focal: true },
  inForce: 'yes',
  says: 'In force.',
  source: 'coverage',
  warnings: [],
  payers: ['payer'],
} as const;
const delegated = (value: boolean) =>
  ({
    verdict: { coverage: { reference: 'Coverage/1', status: 'active', focal: true, delegated: value } },
  }) as LineParts;
const notInForce = (reason: 'no-active-coverage' | 'coverage-not-found' | 'no-member-found'): LineParts => ({
  verdict: { inForce: 'no', reason, says: 'Not covered.', source: 'coverage', warnings: [], payers: ['payer'] },
});

const exempted = (more: Partial<ExemptionNotice> = {}): LineParts => ({
  service: { orderedBy: ['npi|1234567893'] },
  verdict: {
    ...IN_FORCE,
    exemptions: [
      {
        payer: 'payer',
        dated: '2026-04-01',
        from: '2026-04-01',
        codes: ['78452'],
        npis: ['1234567893'],
        of: 'ordering',
        notify: false,
        ...more,
      },
    ],
  },
});
const changedPlan = (): LineParts => ({
  verdict: { ...IN_FORCE, start: '2026-05-05' },
  approvals: [approval({ payer: 'plan-before' })],
});

/** Every row with its columns, and of two rows that fit the earlier one. docs/behavior.md#columns is made from them. */
// biome-ignore format: one row a line reads as the table it is
export const TABLE_ROWS: readonly (readonly [string, LineParts, string])[] = [
  // row advice covered pa-needed doc-needed info-needed required state bookable excluded
  ['coverage ended', notInForce('no-active-coverage'), 'D1a no-active-coverage not-covered - - - - unknown no -'],
  ['no coverage', notInForce('coverage-not-found'), 'D1b no-active-coverage not-covered - - - - unknown no -'],
  ['not a member', notInForce('no-member-found'), 'D1b no-active-coverage not-covered - - - - unknown no -'],
  ['D1 before D2', { ...notInForce('no-active-coverage'), findings: [codingError] }, 'D1a no-active-coverage not-covered - - - - unknown no -'],
  ['coding error, authorization required', { bundle: rules(), facts: MET, findings: [codingError] }, 'D2 fix-coding covered auth-needed clinical detail-code - required not-yet -'],
  ['coding error, none required', { bundle: free(), facts: MET, findings: [codingError] }, 'D2 fix-coding covered no-auth - detail-code false not-required yes -'],
  ['coding error, ask the plan', { bundle: ask(), facts: MET, findings: [codingError] }, 'D2 fix-coding conditional conditional - OTH,detail-code - unknown cannot-tell -'],
  ['D2 before D3', { bundle: free({ benefitRules: benefitRule('excluded') }), ...delegated(true), findings: [codingError] }, 'D2 fix-coding not-covered - - detail-code false not-required cannot-tell -'],
  ['excluded, none required', { bundle: free({ benefitRules: benefitRule('excluded') }), ...delegated(true) }, 'D3 benefit-not-covered not-covered - - - false not-required cannot-tell true'],
  ['excluded, setting exempt', { bundle: rules({ benefitRules: benefitRule('excluded') }), ...delegated(true), ...EMERGENCY }, 'D3 benefit-not-covered not-covered - - - false not-required cannot-tell true'],
  ['excluded, authorization required', { bundle: rules({ benefitRules: benefitRule('excluded') }), ...delegated(true) }, 'D3 benefit-not-covered not-covered - - - - unknown cannot-tell true'],
  ['excluded, ask the plan', { bundle: ask({ benefitRules: benefitRule('excluded') }), ...delegated(true) }, 'D3 benefit-not-covered not-covered - - - - unknown cannot-tell true'],
  ['D3 before D6', { bundle: free({ benefitRules: benefitRule('excluded') }), ...delegated(true), approvals: [approval()] }, 'D3 benefit-not-covered not-covered - - - false not-required cannot-tell true'],
  ['codes open, all required', { bundle: rules(), facts: MET, service: { codes: ['78451', '78452'] } }, 'D4a pa-pend-info conditional auth-needed clinical detail-code true information-needed not-yet -'],
  ['codes open, one to ask', { bundle: ask(), facts: MET, service: { codes: ['78451', '78452'] } }, 'D4b ask-plan conditional conditional - detail-code - unknown cannot-tell -'],
  ['codes open, none required', { bundle: free(), facts: MET, service: { codes: ['78451', '78452'] } }, 'D17 proceed-no-pa covered no-auth - - false not-required yes -'],
  ['codes open, setting exempt', { bundle: rules(), facts: MET, service: { codes: ['78451', '78452'], encounterClass: 'EMER' } }, 'D9 pa-not-required-setting covered no-auth - - false not-required yes -'],
  ['no code known', { service: { codes: [], notes: [{ id: 'stress-not-implied', says: 'Which?' }] } }, 'D4b ask-plan conditional conditional - detail-code - unknown cannot-tell -'],
  ['approval for another code', { bundle: rules(), facts: MET, approvals: [approval({ codes: ['93350'] })] }, 'D5 fix-authorization covered auth-needed admin - true required no -'],
  ['approval that ended', { bundle: rules(), facts: MET, approvals: [approval({ end: '2026-05-11' })] }, 'D5 fix-authorization covered auth-needed admin - true expired no -'],
  ['approval that starts later', { bundle: rules(), facts: MET, approvals: [approval({ start: '2026-05-13' })] }, 'D5 fix-authorization covered auth-needed admin - true required no -'],
  ['approval ended and for another code', { bundle: rules(), facts: MET, approvals: [approval({ codes: ['93350'], end: '2026-05-11' })] }, 'D5 fix-authorization covered auth-needed admin - true required no -'],
  ['misfit while the plan must be asked', { bundle: ask(), facts: MET, approvals: [approval({ codes: ['93350'] })] }, 'D5 fix-authorization covered auth-needed admin - true required no -'],
  ['misfit while none is required', { bundle: free(), facts: MET, approvals: [approval({ codes: ['93350'] })] }, 'D17 proceed-no-pa covered no-auth - - false not-required yes -'],
  ['claim without a number', { bundle: rules(), facts: MET, use: 'claim' }, 'D5 fix-authorization covered auth-needed admin - true required no -'],
  ['claim that needs none', { bundle: free(), facts: MET, use: 'claim' }, 'D17 proceed-no-pa covered no-auth - - false not-required yes -'],
  ['predetermination without a number', { bundle: rules(), facts: MET, use: 'predetermination' }, 'D13 pa-likely-approve covered auth-needed clinical - true required not-yet -'],
  ['approval fits', { bundle: rules(), facts: NOT_MET, approvals: [approval()] }, 'D6 proceed-authorized covered satisfied - - true approved yes -'],
  ['approval fits, none required', { bundle: free(), facts: MET, approvals: [approval()] }, 'D6 proceed-authorized covered satisfied - - true approved yes -'],
  ['part approved fits', { bundle: rules(), facts: MET, approvals: [approval({ decision: 'partial' })] }, 'D6 proceed-authorized covered satisfied - - true partial yes -'],
  ['approval fits one of the open codes', { bundle: rules(), facts: MET, service: { codes: ['78451', '78452'] }, approvals: [approval()] }, 'D6 proceed-authorized covered satisfied - - true approved yes -'],
  ['approval fits without rules', { bundle: undefined, approvals: [approval()] }, 'D6 proceed-authorized covered satisfied - - true approved yes -'],
  ['D9 before D6', { bundle: rules(), facts: MET, ...EMERGENCY, approvals: [approval()] }, 'D9 pa-not-required-setting covered no-auth - - false not-required yes -'],
  ['ask the plan', { bundle: ask(), facts: MET }, 'D7 ask-plan conditional conditional - OTH - unknown cannot-tell -'],
  ['no rules', { bundle: undefined }, 'D7 ask-plan conditional conditional - OTH - unknown cannot-tell -'],
  ['two rulesets', { bundle: 'ambiguous' }, 'D7 ask-plan conditional conditional - OTH - unknown cannot-tell -'],
  ['D7 before D8', { bundle: ask({ benefitRules: benefitRule('review') }), ...delegated(true) }, 'D7 ask-plan conditional conditional - OTH - unknown cannot-tell -'],
  ['benefit to review, required', { bundle: rules({ benefitRules: benefitRule('review') }), ...delegated(true), facts: MET }, 'D8 manual-review covered auth-needed clinical - true required not-yet -'],
  ['benefit to review, none required', { bundle: free({ benefitRules: benefitRule('review') }), ...delegated(true), facts: MET }, 'D8 manual-review covered no-auth - - false not-required not-yet -'],
  ['benefit unknown, to review', { bundle: free({ benefitRules: benefitRule('excluded', { ifUnknown: 'review' }) }), facts: MET }, 'D8 manual-review covered no-auth - - false not-required not-yet -'],
  ['special ECG test', { bundle: rules(), service: { codes: ['93025'] }, facts: MET }, 'D8 manual-review covered auth-needed clinical - true required not-yet -'],
  ['paced stress', { bundle: free(), facts: MET, service: { notes: [{ id: 'order-code-review', says: 'Paced.' }] } }, 'D8 manual-review covered no-auth - - false not-required not-yet -'],
  ['outside the criteria, required, against', { bundle: rules(), facts: { ...NOT_MET, ...OUTSIDE } }, 'D8b manual-review covered auth-needed clinical - true required not-yet -'],
  ['outside the criteria, required, open', { bundle: rules(), facts: { ...OPEN, ...OUTSIDE } }, 'D8b manual-review covered auth-needed clinical - true required not-yet -'],
  ['outside the criteria, required, none held', { bundle: bundle(), facts: { ...MET, ...OUTSIDE } }, 'D8b manual-review covered auth-needed clinical - true required not-yet -'],
  ['outside the criteria, free, against', { bundle: free(), facts: { ...NOT_MET, ...OUTSIDE } }, 'D8b manual-review covered no-auth - - false not-required not-yet -'],
  ['outside the criteria, free, met', { bundle: free(), facts: { ...MET, ...OUTSIDE } }, 'D8b manual-review covered no-auth - - false not-required not-yet -'],
  ['D6 before D8b', { bundle: rules(), facts: { ...MET, ...OUTSIDE }, approvals: [approval()] }, 'D6 proceed-authorized covered satisfied - - true approved yes -'],
  ['D7 before D8b', { bundle: ask(), facts: { ...MET, ...OUTSIDE } }, 'D7 ask-plan conditional conditional - OTH - unknown cannot-tell -'],
  ['exempt setting', { bundle: rules(), facts: NOT_MET, ...EMERGENCY }, 'D9 pa-not-required-setting covered no-auth - - false not-required yes -'],
  ['exempt setting where the plan would be asked', { bundle: ask(), facts: MET, ...EMERGENCY }, 'D9 pa-not-required-setting covered no-auth - - false not-required yes -'],
  ['exempt setting that needs none anyway', { bundle: free(), facts: MET, ...EMERGENCY }, 'D17 proceed-no-pa covered no-auth - - false not-required yes -'],
  ['notice of exemption', { bundle: rules(), facts: MET, ...exempted() }, 'D17 proceed-no-pa covered no-auth - - false not-required yes -'],
  ['notice of exemption, criteria not met', { bundle: rules(), facts: NOT_MET, ...exempted() }, 'D14 necessity-likely-not-met covered no-auth - - false not-required yes -'],
  ['notice of exemption where the plan would be asked', { bundle: ask(), facts: MET, ...exempted() }, 'D7 ask-plan conditional conditional - OTH - unknown cannot-tell -'],
  ['notice that asks for a notification', { bundle: rules(), facts: MET, ...exempted({ notify: true }) }, 'D9b ask-plan covered conditional - OTH - required not-yet -'],
  ['D6 before D9b', { bundle: rules(), facts: MET, ...exempted({ notify: true }), approvals: [approval()] }, 'D6 proceed-authorized covered satisfied - - true approved yes -'],
  ['approval of the plan before', { bundle: rules(), facts: MET, ...changedPlan() }, 'D7 ask-plan conditional conditional - OTH - unknown cannot-tell -'],
  ['required, review', { bundle: rules(), facts: REVIEW }, 'D10 manual-review covered auth-needed clinical - true required not-yet -'],
  ['required, unknown', { bundle: rules(), facts: OPEN }, 'D11 pa-pend-info conditional auth-needed clinical - true information-needed not-yet -'],
  ['required, not met', { bundle: rules(), facts: NOT_MET }, 'D12 pa-likely-not-met covered auth-needed clinical - true required not-yet -'],
  ['required, met', { bundle: rules(), facts: MET }, 'D13 pa-likely-approve covered auth-needed clinical - true required not-yet -'],
  ['required, no criteria held', { bundle: bundle(), facts: MET }, 'D10 manual-review covered auth-needed clinical - true required not-yet -'],
  ['free, not met', { bundle: free(), facts: NOT_MET }, 'D14 necessity-likely-not-met covered no-auth - - false not-required yes -'],
  ['free, review', { bundle: free(), facts: REVIEW }, 'D15 manual-review covered no-auth - - false not-required not-yet -'],
  ['free, unknown', { bundle: free(), facts: OPEN }, 'D16 proceed-no-pa covered no-auth - - false not-required yes -'],
  ['free, met', { bundle: free(), facts: MET }, 'D17 proceed-no-pa covered no-auth - - false not-required yes -'],
  ['free, no criteria held', { bundle: bundle({ priorAuth: 'not-required' }) }, 'D17 proceed-no-pa covered no-auth - - false not-required yes -'],
];
