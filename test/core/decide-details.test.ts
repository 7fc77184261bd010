import { describe, expect, test } from 'vitest';
import { decide } from '../../shared/core/decide/decide.ts';
import type { Determination, Finding } from '../../shared/core/model/determination.ts';
import { type Fact, type Facts, known } from '../../shared/core/model/facts.ts';
import type { BenefitRule, Ruleset } from '../../shared/core/model/ruleset.ts';
import { bundle, isTrue, type LineParts, line, program, type Rules } from '../support/rules.ts';

const CAN = program({ against: [isTrue('palpitations')], supports: [isTrue('canExercise')] });
const rules = (more: Rules = {}) => bundle({ programs: [CAN], otherwise: 'not-met', ...more });
const MET: Facts = { canExercise: known(true), palpitations: known(false) };
const decided = (parts: LineParts, more: Rules = {}): Determination =>
  decide(line({ bundle: rules(more), facts: MET, ...parts }));
const withRuleset = (more: Partial<Ruleset>, parts: LineParts = {}): Determination => {
  const made = rules();
  return decide(line({ bundle: { ...made, ruleset: { ...made.ruleset, ...more } }, facts: MET, ...parts }));
};

describe('contradictions in the chart', () => {
  const disputed = (value: boolean): Fact<boolean> => ({ ...known(value), conflict: 'Chart and answer disagree.' });
  test('cannot by themselves carry an approval', () => {
    const answer = decided({ facts: { ...MET, canExercise: disputed(true) } });
    expect([answer.row, answer.advice, answer.necessity]).toEqual(['D10', 'manual-review', 'review']);
    expect(answer.reasons.join()).toContain('contradicts itself');
    expect(answer.warnings).toContain('Chart and answer disagree.');
  });
  test('that decide nothing leave it as it is', () => {
    const answer = decided({ facts: { ...MET, ecgReadable: disputed(true) } });
    expect(answer.advice).toBe('pa-likely-approve');
    expect(answer.warnings).toContain('Chart and answer disagree.');
  });
  const against = (value: boolean, other: boolean): Fact<boolean> => ({
    ...disputed(value),
    rejected: [{ is: 'known', value: other }],
  });
  test('cannot by themselves carry a refusal', () => {
    const answer = decided({ facts: { ...MET, palpitations: against(true, false) } });
    expect([answer.row, answer.advice]).toEqual(['D10', 'manual-review']);
  });
  test('of which every source leads to the same leave it as it is', () => {
    const chestPain: Fact<'cardiac' | 'none'> = {
      ...known('cardiac'),
      conflict: 'Chart and answer disagree.',
      rejected: [{ is: 'known', value: 'none' }],
    };
    expect(decided({ facts: { ...MET, chestPain } }).advice).toBe('pa-likely-approve');
  });
  test('count where no authorization is needed, if the other source would say that necessity is not met', () => {
    const free = { priorAuth: 'not-required' } as const;
    const open = decided({ facts: { ...MET, canExercise: disputed(true) } }, free);
    expect(open.advice).toBe('proceed-no-pa');
    expect(open.warnings).toContain('Chart and answer disagree.');
    const other = decided({ facts: { ...MET, canExercise: against(true, false) } }, free);
    expect([other.row, other.advice]).toEqual(['D15', 'manual-review']);
  });
});

describe('two tests for ischemia on one day', () => {
  const two: Finding = { id: 'two-ischemia-tests', severity: 'warning', line: 1, says: 'Two.', fix: 'One.' };
  test.each<[string, Facts, string]>([
    ['met becomes a review', MET, 'manual-review'],
    ['not met stays', { ...MET, palpitations: known(true) }, 'pa-likely-not-met'],
    ['open stays open where something may still speak against', { canExercise: known(true) }, 'pa-pend-info'],
    ['open becomes a review where nothing can', { palpitations: known(false) }, 'manual-review'],
  ])('%s', (_, facts, expected) => {
    expect(decided({ facts, findings: [two] }).advice).toBe(expected);
  });
});

describe('documents', () => {
  const today: Facts = { ...MET, lastClinicalVisit: known({ date: '2026-05-01' }), restingEcgOnFile: known(true) };
  test.each<[string, Facts, readonly string[]]>([
    ['nothing is due where all is on file', today, []],
    ['a visit more than 60 days ago', { ...today, lastClinicalVisit: known({ date: '2026-03-12' }) }, ['office-note']],
    ['a visit 60 days ago', { ...today, lastClinicalVisit: known({ date: '2026-03-13' }) }, []],
    ['no resting ECG', { ...today, restingEcgOnFile: known(false) }, ['resting-ecg']],
    ['an earlier stent', { ...today, priorPci: known({}) }, ['prior-reports']],
    ['an earlier test', { ...today, priorIschemiaTest: known({}) }, ['prior-reports']],
    ['surgery ahead', { ...today, preOpSurgeryRisk: known('low') }, ['surgery-plan']],
    ['what is on file already', { ...today, priorPci: known({}), documentsOnFile: known(['prior-reports']) }, []],
  ])('%s', (_, facts, expected) => {
    const answer = decided({ facts });
    expect([answer.documents, answer.docNeeded]).toEqual([expected, expected.length ? ['clinical'] : []]);
  });
  test('exercise ability is due for imaging, not for an ECG test', () => {
    const { canExercise: _, ...open } = today;
    expect(decided({ facts: open }).documents).toEqual(['exercise-ability']);
    expect(decided({ facts: open, service: { codes: ['93015'] } }).documents).toEqual([]);
  });
  test('what the policy wants comes first', () => {
    const made = rules();
    const mpi = { ...made.ruleset.policies.mpi, documents: ['referral', 'resting-ecg'] };
    const { documents } = withRuleset(
      { policies: { ...made.ruleset.policies, mpi } },
      { facts: { ...today, restingEcgOnFile: known(false) } },
    );
    expect(documents).toEqual(['referral', 'resting-ecg']);
  });
  test('none are due where no authorization is needed', () => {
    expect(decided({}, { priorAuth: 'not-required' }).documents).toEqual([]);
  });
});

describe('findings of the decision table itself', () => {
  const screening: BenefitRule = {
    id: 'SC1',
    when: isTrue('palpitations'),
    effect: 'excluded',
    carc: '49',
    says: 'Screening.',
    fix: 'Code the symptom.',
    cite: 'x',
    evidence: 'verified',
  };
  const found = (answer: Determination) => answer.findings.map(({ id, carc, severity }) => `${id} ${carc} ${severity}`);
  test('a benefit rule that fires brings its reason code', () => {
    const answer = decided({ facts: { palpitations: known(true) } }, { benefitRules: { screening: [screening] } });
    expect(found(answer)).toEqual(['SC1 49 warning']);
    expect(answer.criteria[0]).toMatchObject({ id: 'SC1', result: 'met' });
  });
  test('a rule that only warns excludes nothing', () => {
    const warn = { ...screening, effect: 'warning' as const };
    const answer = decided(
      { facts: { ...MET, palpitations: known(true) } },
      { priorAuth: 'not-required', benefitRules: { s: [warn] } },
    );
    expect([answer.advice, ...found(answer)]).toEqual(['necessity-likely-not-met', 'SC1 49 warning']);
  });
  test('so does each difference of an approval', () => {
    const approval = {
      number: 'A',
      decision: 'approved',
      codes: ['93350'],
      end: '2026-05-01',
      source: 'portal',
      receivedAt: '2026-04-01',
    } as const;
    expect(found(decided({ approvals: [approval] }))).toEqual([
      'authorization-date 302 warning',
      'authorization-code 284 warning',
    ]);
  });
  test('and a claim without a number', () => {
    expect(found(decided({ use: 'claim' }))).toEqual(['authorization-missing 197 warning']);
  });
  test('before the service the missing number is a warning', () => {
    expect(decided({ use: 'predetermination' }).warnings.join()).toContain('CARC 197');
  });
});

describe('what rests on our own choice is said', () => {
  const own = { value: 'required', evidence: 'illustrative' } as const;
  test('nothing of it', () => {
    expect(decided({}).illustrative).toBe(false);
  });
  test('whether authorization is needed', () => {
    const made = rules();
    const mpi = { ...made.ruleset.policies.mpi, priorAuth: own };
    expect(withRuleset({ policies: { ...made.ruleset.policies, mpi } }).illustrative).toBe(true);
  });
  test('a criterion that decided, not one that did not', () => {
    const criteria = {
      ...CAN.criteria,
      'supports-0': { ...CAN.criteria['supports-0']!, evidence: 'illustrative' as const },
    };
    const soft = { programs: [{ ...CAN, criteria }] };
    expect(decided({}, soft).illustrative).toBe(true);
    expect(decided({ facts: { ...MET, palpitations: known(true) } }, soft).illustrative).toBe(false);
  });
  test('the word where no criterion decided', () => {
    expect(decided({ facts: { canExercise: known(false), palpitations: known(false) } }).illustrative).toBe(true);
  });
  test('the exempt settings, where they decided', () => {
    const exemptSettings = { ...rules().ruleset.exemptSettings!, evidence: 'illustrative' as const };
    expect(withRuleset({ exemptSettings }, { service: { encounterClass: 'EMER' } }).illustrative).toBe(true);
    expect(withRuleset({ exemptSettings }).illustrative).toBe(false);
  });
});

describe('cautions', () => {
  const PRODUCT = {
    coverage: { reference: 'Coverage/1', status: 'active', focal: true, planProduct: 'gold' },
  } as const;
  test.each<[string, Partial<Ruleset>, LineParts, string]>([
    [
      'a product not in the list',
      { products: ['silver'] },
      { verdict: { ...line().verdict, ...PRODUCT } },
      'confirm the product',
    ],
    ['a clinician’s part alone', {}, { service: { codes: ['93018'], claimType: 'professional' } }, 'facility side'],
    [
      'notes of the reader',
      {},
      { service: { notes: [{ id: 'state-from-patient', says: 'By address.' }] } },
      'By address.',
    ],
    ['class and place disagree', {}, { service: { encounterClass: 'EMER', placeOfService: '11' } }, 'disagree'],
  ])('%s', (_, ruleset, parts, says) => {
    expect(withRuleset(ruleset, parts).warnings.join()).toContain(says);
    expect(withRuleset({}).warnings.join()).not.toContain(says);
  });
});
