import { expect, test } from 'vitest';
import { coverageMap, type PayerOnDate } from '../../shared/core/coverage/coverage-map.ts';
import type { Exception, RulesetBundle } from '../../shared/core/model/ruleset.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';

const rules = loadRules();
type Change = Partial<RulesetBundle['ruleset']>;

/** Released rules of one payer, with what the test is about changed. */
const onDate = (payer: string, date: string, change: Change = {}): PayerOnDate => {
  const bundle = rules.select(payer, date);
  return {
    payer,
    payerName: 'The payer',
    bundle: bundle && { ...bundle, ruleset: { ...bundle.ruleset, ...change } },
  };
};
const entryOf = (one: PayerOnDate, date: string, group = 'mpi') =>
  coverageMap([one], date).entries.find((entry) => entry.group === group);

const DATE = '2026-05-12';

test('a rule in force answers, with its version, its grade and the day its source was read', () => {
  expect(entryOf(onDate('highmark', DATE), DATE)).toEqual({
    payer: 'highmark',
    payerName: 'The payer',
    group: 'mpi',
    word: 'rule',
    answer: 'required',
    level: 'verified',
    ruleset: { id: 'highmark-2026-01-01', version: '1.0.0' },
    effectiveFrom: '2026-01-01',
    retrieved: '2026-11-23',
    exceptions: [],
  });
});

test('a rule that says "ask" is not one that answers, however old', () => {
  expect(entryOf(onDate('highmark', DATE), DATE, 'ecg-special')).toMatchObject({ word: 'asks', answer: 'ask-plan' });
  expect(entryOf(onDate('highmark', '2029-01-01'), '2029-01-01', 'ecg-special')).toMatchObject({ word: 'asks' });
});

test('no version for the date is none: never a guess from another year', () => {
  expect(entryOf(onDate('highmark', '2025-12-31'), '2025-12-31')).toEqual({
    payer: 'highmark',
    payerName: 'The payer',
    group: 'mpi',
    word: 'none',
    exceptions: [],
  });
});

test.each([
  ['read to the day a year before', '2025-05-12', 'rule'],
  ['read a day longer ago', '2025-05-11', 'old-rule'],
  ['that does not say when it was read', undefined, 'old-rule'],
] as const)('a source %s', (_, retrieved, word) => {
  const source = { title: 'A list', evidence: 'verified' as const, ...(retrieved ? { retrieved } : {}) };
  expect(entryOf(onDate('highmark', DATE, { source }), DATE)).toMatchObject({ word });
});

test('by price is a rule: the code decides', () => {
  expect(entryOf(onDate('tx-workers-comp', DATE), DATE)).toMatchObject({ word: 'rule', answer: 'by-price' });
});

test('exceptions that change authorization are notes of the groups they change; others are none', () => {
  const map = coverageMap([onDate('medicaid', DATE)], DATE);
  const imaging = ['stress-echo', 'mpi', 'pet', 'cmr'];
  expect(map.notes.map(({ id, level, groups }) => [id, level, groups.length])).toEqual([
    ['north-carolina-adults', 'state', imaging.length],
    ['texas-plans', 'state', 6],
    ['texas-fee-for-service', 'plan', 3],
    ['alabama', 'state', 3],
  ]);
  const notedBy = (id: string) => map.entries.filter(({ exceptions }) => exceptions.includes(id));
  expect(notedBy('north-carolina-adults').map(({ group }) => group)).toEqual(imaging);
  expect(coverageMap([onDate('humana-commercial', DATE)], DATE).notes.map(({ id }) => id)).not.toContain('florida');
});

test('an exception counts on its own days only', () => {
  const exception: Exception = {
    id: 'pilot',
    level: 'plan',
    where: { delegated: [true] },
    from: '2026-03-01',
    to: '2026-03-31',
    set: { 'policies.mpi.priorAuth': { value: 'not-required', evidence: 'verified' } },
    says: 'A pilot.',
    evidence: 'verified',
  };
  const notesOn = (date: string) =>
    coverageMap([onDate('highmark', date, { exceptions: [exception] })], date).notes.map(({ id }) => id);
  expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map(notesOn)).toEqual([[], ['pilot'], ['pilot'], []]);
});
