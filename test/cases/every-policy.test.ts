import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../shared/core/model/evidence.ts';
import { GROUPS, type GroupId } from '../../shared/core/model/ruleset.ts';
import { answerOf, rules, SERVICE_DATE } from '../support/cases.ts';

/** Every payer and procedure group, written down apart from the rules: is authorization needed, and how well is that founded. */
const GRID = `
original-medicare         not-required:V   not-required:V   not-required:V   not-required:V   not-required:V   not-required:V
medicare-advantage        not-required:ILL required:ILL     required:ILL     required:ILL     required:ILL     ask-plan:ILL
uhc-commercial            not-required:V2  required:V       ask-plan:ILL     ask-plan:ILL     required:ILL     ask-plan:ILL
uhc-exchange              not-required:V2  required:V       ask-plan:ILL     ask-plan:ILL     required:ILL     ask-plan:ILL
uhc-medicare-advantage    not-required:V   required:V       ask-plan:ILL     ask-plan:ILL     required:ILL     ask-plan:ILL
aetna-medicare-advantage  ask-plan:ILL     required:V       required:V       required:V       required:V       ask-plan:ILL
aetna-commercial          ask-plan:ILL     required:ILL     required:V2      required:ILL     required:ILL     ask-plan:ILL
cigna-commercial          ask-plan:ILL     required:V2      required:V2      required:V2      required:V2      ask-plan:ILL
humana-medicare-advantage ask-plan:V       required:V       required:V       required:V       required:V       ask-plan:ILL
humana-commercial         ask-plan:V       required:V       required:V       required:V       required:V       ask-plan:ILL
bcbs-carelon              ask-plan:ILL     required:V       required:V       required:V       required:V       ask-plan:ILL
highmark                  not-required:V   required:V       required:V       required:V       required:V       ask-plan:ILL
emblemhealth              ask-plan:V       required:V       required:V       required:V       required:V       ask-plan:ILL
medicaid                  ask-plan:V       ask-plan:V       ask-plan:V       ask-plan:V       ask-plan:V       ask-plan:V
tx-workers-comp           by-price:ILL     by-price:ILL     by-price:ILL     by-price:ILL     by-price:ILL     by-price:ILL
self-pay                  not-required:V   not-required:V   not-required:V   not-required:V   not-required:V   not-required:V
commercial-other          ask-plan:ILL     ask-plan:ILL     ask-plan:ILL     ask-plan:ILL     ask-plan:ILL     ask-plan:ILL`;
const COLUMNS: readonly GroupId[] = ['ecg', 'stress-echo', 'mpi', 'pet', 'cmr', 'ecg-special'];
const LEVELS: Readonly<Record<string, Evidence>> = { V: 'verified', V2: 'secondary', ILL: 'illustrative' };

const ROWS = GRID.trim()
  .split('\n')
  .map((row) => row.split(/\s+/))
  .map(([payer = '', ...cells]) => ({ payer, cells }));
const CELLS = ROWS.flatMap(({ payer, cells }) =>
  cells.map((cell, index) => {
    const [value = '', level = ''] = cell.split(':');
    return { payer, group: COLUMNS[index] as GroupId, value, evidence: LEVELS[level] };
  }),
);

const CODES: Readonly<Record<GroupId, readonly string[]>> = {
  ecg: ['93015'],
  'stress-echo': ['93350', '93351'],
  mpi: ['78451', '78452', '78453', '78454'],
  pet: ['78430', '78431', '78432', '78433', '78491', '78492'],
  cmr: ['75559', '75563'],
  'ecg-special': ['93024', '93025'],
};

test('the grid names every payer and every group', () => {
  expect(ROWS.map(({ payer }) => payer).sort()).toEqual(rules.payers.map(({ id }) => id).sort());
  expect([...COLUMNS].sort()).toEqual([...GROUPS].sort());
});

test.each(CELLS)('$payer, $group: $value, $evidence', ({ payer, group, value, evidence }) => {
  const bundle = rules.select(payer, SERVICE_DATE);
  if (!bundle) throw new Error(`No rules of ${payer}.`);
  expect(bundle.ruleset.policies[group].priorAuth).toMatchObject({ value, evidence });
});

/** One patient whom every set of criteria supports, and one whom none does; no local document in Ohio. */
const SUPPORTED = {
  age: 60,
  sex: 'male',
  chestPain: 'possible-cardiac',
  exertionalDyspnea: false,
  knownCad: false,
  bmi: 42,
};
const UNSUPPORTED = { ...SUPPORTED, chestPain: 'none', canExercise: true, ecgReadable: true, cadRisk: 'low' };

const NEEDED: Readonly<Record<string, string>> = {
  met: 'pa-likely-approve',
  'not-met': 'pa-likely-not-met',
  review: 'manual-review',
};
const FREE: Readonly<Record<string, string>> = {
  met: 'proceed-no-pa',
  'not-met': 'necessity-likely-not-met',
  review: 'manual-review',
};
const wordFor = (value: string, necessity: string) =>
  value === 'ask-plan' ? 'ask-plan' : (value === 'required' ? NEEDED : FREE)[necessity];

const WITHOUT_CRITERIA = ['self-pay', 'tx-workers-comp'];
const JUDGED = CELLS.filter(({ payer, group }) => !WITHOUT_CRITERIA.includes(payer) && group !== 'ecg-special').flatMap(
  (cell) => CODES[cell.group].map((code) => ({ ...cell, code })),
);

describe.each(JUDGED)('$payer, $code', ({ payer, group, value, code }) => {
  const judge = (facts: Readonly<Record<string, unknown>>) => {
    const answer = answerOf({ payer, state: 'OH', lines: [code], diagnoses: ['R07.9'], facts: { ...facts } });
    const [line] = answer.coverages[0]?.determinations ?? [];
    return { advice: answer.advice, necessity: line?.necessity };
  };
  const ecg = group === 'ecg';
  test('certifies symptoms that need this test', () => {
    const facts = { ...SUPPORTED, canExercise: ecg, ecgReadable: true };
    expect(judge(facts)).toEqual({ advice: wordFor(value, 'met'), necessity: 'met' });
  });
  test('does not certify a test without symptoms or disease', () => {
    const necessity = payer === 'medicaid' && !ecg ? 'review' : 'not-met';
    expect(judge(UNSUPPORTED)).toEqual({ advice: wordFor(value, necessity), necessity });
  });
});

const SPECIAL = CELLS.filter(({ group, value }) => group === 'ecg-special' && value !== 'by-price').flatMap((cell) =>
  CODES['ecg-special'].map((code) => ({ ...cell, code })),
);
test.each(SPECIAL)('$payer holds no criteria for $code: a reviewer decides, or the plan', ({ payer, value, code }) => {
  const answer = answerOf({ payer, state: 'OH', lines: [code], diagnoses: ['R07.9'], facts: SUPPORTED });
  expect(answer.advice).toBe(value === 'ask-plan' ? 'ask-plan' : 'manual-review');
});

describe('Texas workers’ compensation goes by the price of 2026', () => {
  const needs = (code: string) => {
    const facts = { ...SUPPORTED, compensableInjury: true };
    const [line] = answerOf({ payer: 'tx-workers-comp', state: 'TX', lines: [code], diagnoses: ['R07.9'], facts })
      .coverages[0]!.determinations;
    return line?.authorizationRequired;
  };
  test.each(['93015', '93016', '93017', '93018', '93024', '93025'])('%s: not required', (code) => {
    expect(needs(code)).toBe(false);
  });
  test.each(['78452', '78454', '75559', '75563'])('%s: required', (code) => {
    expect(needs(code)).toBe(true);
  });
  test.each(['93350', '93351', '78451', '78453', ...CODES.pet])('%s: ask', (code) => {
    expect(needs(code)).toBeUndefined();
  });
});
