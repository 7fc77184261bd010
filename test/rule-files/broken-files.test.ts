import { describe, expect, test } from 'vitest';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { BrokenRuleFile } from '../../shared/rule-files/read-rule-file.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';

/** Each file is broken in one place; loading must stop and name the file and the place. */

const POLICY = 'humana-medicare-advantage/2026-01-01.json';
const VENDOR = 'cigna-commercial/2026-01-01.json';
const UHC = 'uhc-commercial/2026-10-01.json';
const TEXAS = 'tx-workers-comp/2026-01-01.json';
const LOCAL = 'programs/lcd-exercise-ecg/2021-04-25.json';
const TABLE = 'programs/auc-2023-asymptomatic/2024-01-01.json';
const WORDS = 'definitions/2024-01-01.json';
const SCREENING = 'benefit-rules/screening/2024-01-01.json';

type Tree = Record<string, unknown>;

/** Places (`criteria/LX5/op`; a trailing `-` appends) and their new values; `undefined` removes the place. */
type Changes = Readonly<Record<string, unknown>>;

const changeAt = (tree: Tree, [head = '', ...rest]: readonly string[], value: unknown): void => {
  if (rest.length > 0) changeAt(tree[head] as Tree, rest, value);
  else if (head === '-' && Array.isArray(tree)) tree.push(value);
  else if (value === undefined) delete tree[head];
  else tree[head] = value;
};

/** What a test changes is neither the released file nor the one that was corrected. */
const UNRELEASED: Readonly<Record<string, string>> = {
  'released.json': '{}',
  'corrections.json': '{"corrections":[]}',
};

const rulesWith = (texts: Readonly<Record<string, string>>) =>
  loadRules((path) => texts[path] ?? UNRELEASED[path] ?? readRuleText(path));
const loadWith = (texts: Readonly<Record<string, string>>) => () => rulesWith(texts).all();

const broken = (path: string, changes: Changes) => {
  const file: Tree = JSON.parse(readRuleText(path));
  for (const [place, value] of Object.entries(changes)) changeAt(file, place.split('/'), value);
  return loadWith({ [path]: JSON.stringify(file) });
};

const exception = (more: Tree): Tree => ({
  id: 'x',
  level: 'plan',
  where: { delegated: [true] },
  set: {},
  says: 'Ask.',
  evidence: 'verified',
  ...more,
});
const priorAuth = (value: string) => ({ value, evidence: 'verified' });
const LEAF = { fact: 'canExercise', op: 'is', value: false, says: 's', cite: 'c', evidence: 'verified' };

type Row = readonly [what: string, path: string, changes: Changes, says: string];

const SHAPE: readonly Row[] = [
  ['a required field is missing', POLICY, { vendor: undefined }, 'vendor: must be object'],
  ['a field is unknown', POLICY, { approvals: true }, 'unknown: approvals'],
  ['a group is missing', POLICY, { 'policies/pet': undefined }, 'policies.pet'],
  ['a verdict has no evidence', POLICY, { 'policies/mpi/priorAuth/evidence': undefined }, 'mpi.priorAuth.evidence'],
  [
    'an illustrative value does not say why',
    POLICY,
    { 'codeSpecific/why': undefined },
    'codeSpecific: is illustrative',
  ],
  ['an operator is unknown', LOCAL, { 'criteria/LX5/op': 'equals' }, 'criteria.LX5.op: must be one of is, in'],
  ['a date is no date', POLICY, { effectiveFrom: '2026' }, 'effectiveFrom'],
  ['an exception sets no path', POLICY, { 'exceptions/0/set': { rout: {} } }, 'exceptions.0.set: unknown: rout'],
  ['an exception sets another kind', POLICY, { 'exceptions/0/set/route': priorAuth('phone') }, 'set.route.value'],
  ['validity is neither days nor null', POLICY, { 'validityDays/value': 0 }, 'validityDays.value'],
  ['a payer id is none', 'payers.json', { 'payers/0/id': 'Original Medicare' }, 'payers.0.id'],
];

const CRITERIA: readonly Row[] = [
  ['there is no such fact', LOCAL, { 'criteria/LX5/fact': 'canRun' }, 'criteria.LX5: there is no fact canRun'],
  ['there is no such part', LOCAL, { 'criteria/LX5/fact': 'priorIschemiaTest.place' }, 'there is no fact prior'],
  ['there is no such definition', LOCAL, { 'criteria/LX1/all/0/derived': 'ill' }, 'LX1.all[0]: there is no definition'],
  [
    'a word is not in the vocabulary',
    WORDS,
    { 'derived/symptomatic/any/0/value': ['angina'] },
    'chestPain in ["angina"]',
  ],
  ['yes or no is asked of a number', LOCAL, { 'criteria/LX5/fact': 'bmi' }, 'criteria.LX5: is cannot compare bmi'],
  ['an interval is no whole number', LOCAL, { 'criteria/LX2/all/2/value': 0.5 }, 'criteria.LX2.all[2]'],
  ['a parameter is not declared', TABLE, { parameters: undefined }, 'scoreTable.rows.cabg-early.when.all[1].not'],
  ['there is no such diagnosis group', SCREENING, { 'rules/0/when/all/0/value': 'dx-z' }, 'rules.SC1.when.all[0]'],
  ['exists compares with something', LOCAL, { 'criteria/LX5': { ...LEAF, op: 'exists' } }, 'canExercise exists false'],
  ['a criterion is in no set', LOCAL, { hold: [] }, 'criteria.LX7: must stand in one of'],
  ['a criterion is in two sets', LOCAL, { 'review/-': 'LX7' }, 'criteria.LX7: must stand in one of'],
  ['a set names no criterion', LOCAL, { 'hold/-': 'LX9' }, 'there is no criterion LX9'],
  [
    'a row lacks a score',
    TABLE,
    { 'scoreTable/rows/0/scores/cmr': undefined },
    'rows.incomplete: has no score for cmr',
  ],
  ['scores fall between the bands', TABLE, { 'scoreTable/bands/review': [5, 6] }, 'score 4 falls in 0 bands'],
  [
    'a definition leads to itself',
    WORDS,
    { 'derived/symptomatic': { not: { derived: 'asymptomatic' } } },
    'derived.symptomatic: is defined by itself',
  ],
];

const PRODUCT = 'policies/mpi/necessity';
const POLICIES: readonly Row[] = [
  ['a program is used but not named', VENDOR, { 'uses/programs/preop-2024': undefined }, 'preop-2024 is not named'],
  ['a program is named but not used', VENDOR, { 'uses/programs/pet-medicare': '2024-01-01' }, 'no policy uses it'],
  [
    'a program starts after the policy',
    'original-medicare/2024-01-01-v1.2.0.json',
    { 'uses/programs/preop-2024': '2024-08-23', 'policies/ecg/necessity/use/-': { program: 'preop-2024' } },
    'uses: preop-2024 starts only on 2024-08-23',
  ],
  ['a program has no such parameter', VENDOR, { [`${PRODUCT}/use/1/with`]: { years: 5 } }, 'has no parameter years'],
  [
    'an exception gives no such parameter',
    POLICY,
    { 'exceptions/2/set/policies.*.necessity.parameters': { 'preop-2024': { years: 2 } } },
    'program preop-2024 has no parameter years',
  ],
  [
    'otherwise not-met for part of a text',
    VENDOR,
    { 'policies/ecg/necessity/otherwise': 'not-met' },
    'policies.ecg.necessity: otherwise not-met needs a complete program first',
  ],
  ['otherwise none beside programs', VENDOR, { [`${PRODUCT}/otherwise`]: 'none' }, 'goes with no program'],
  ['a policy is like one that is like another', VENDOR, { 'policies/pet/like': 'cmr' }, 'policies.pet.like'],
  ['by-price has no threshold', TEXAS, { 'policies/ecg/priorAuth/threshold': undefined }, 'go together'],
  [
    'an exception asks for a value no fact has',
    POLICY,
    { 'exceptions/-': exception({ where: { macJurisdiction: ['J99'] } }) },
    'exceptions.x.where: macJurisdiction is never "J99"',
  ],
  [
    'an exception asks for no fact',
    POLICY,
    { 'exceptions/-': exception({ where: { moon: ['full'] } }) },
    'moon is never',
  ],
  ['an exception asks for no product', UHC, { products: ['choice-plus'] }, 'planProduct is never "options-ppo"'],
  [
    'two exceptions can meet and differ',
    UHC,
    {
      'exceptions/-': exception({
        where: { siteState: ['OH'] },
        set: { 'policies.mpi.priorAuth': priorAuth('required') },
      }),
    },
    'sets policies.mpi.priorAuth otherwise than x, and both can fit',
  ],
  ['a file is not named as it says', POLICY, { effectiveFrom: '2026-01-02' }, 'advantage/2026-01-02.json'],
  ['a payer’s file speaks for another', POLICY, { payer: 'humana-commercial' }, 'humana-commercial/2026-01-01.json'],
  ['a policy has an id of its own liking', POLICY, { id: 'humana' }, 'id must be humana-medicare-advantage-2026-01-01'],
  ['a payer’s file ends before it starts', POLICY, { effectiveTo: '2025-01-01' }, 'effectiveTo lies before'],
];

test.each([...SHAPE, ...CRITERIA, ...POLICIES])(
  '%s: refused, naming the file and the place',
  (_, path, changes, says) => {
    const load = broken(path, changes);
    expect(load).toThrow(BrokenRuleFile);
    expect(load).toThrow(says);
    expect(load).toThrow(path);
  },
);

describe('versions of one payer', () => {
  const ENDED = 'uhc-medicare-advantage/2025-01-01.json';
  test.each([
    ['a gap', '2025-12-30', 'the next starts on 2026-01-01'],
    ['an overlap', '2026-01-01', 'the next starts on 2026-01-01'],
  ])('%s is refused', (_, effectiveTo, says) => {
    expect(broken(ENDED, { effectiveTo })).toThrow(says);
  });
  test('one without an end lasts until the next starts', () => {
    const file: Tree = JSON.parse(readRuleText(ENDED));
    delete file.effectiveTo;
    const rules = rulesWith({ [ENDED]: JSON.stringify(file) });
    const idOn = (date: string) => rules.select('uhc-medicare-advantage', date)?.ruleset.id;
    expect(idOn('2025-12-31')).toBe('uhc-medicare-advantage-2025-01-01');
    expect(idOn('2026-01-01')).toBe('uhc-medicare-advantage-2026-01-01');
  });
  test('one listed twice is refused', () => {
    const catalog = JSON.stringify([...JSON.parse(readRuleText('catalog.json')), ENDED]);
    expect(loadWith({ 'catalog.json': catalog })).toThrow('two versions start on 2025-01-01');
  });
});

test('text that is not JSON is refused by file name', () => {
  expect(loadWith({ [POLICY]: '{' })).toThrow(POLICY);
});

test('a released file with other content is refused', () => {
  const released = JSON.stringify({ [POLICY]: '0'.repeat(64) });
  expect(loadWith({ 'released.json': released })).toThrow(`${POLICY}: was released with other content`);
});

test('exceptions of one level that never meet, or agree, are fine', () => {
  const ohio = exception({ where: { siteState: ['OH'] }, set: { 'policies.*.priorAuth': priorAuth('ask-plan') } });
  const kentucky = exception({
    id: 'y',
    where: { siteState: ['KY'] },
    set: { 'policies.ecg.priorAuth': priorAuth('required') },
  });
  expect(broken(VENDOR, { exceptions: [ohio, kentucky] })).not.toThrow();
  expect(broken(VENDOR, { exceptions: [ohio, { ...ohio, id: 'z', where: { delegated: [true] } }] })).not.toThrow();
});
