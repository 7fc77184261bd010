import { describe, expect, test } from 'vitest';
import { GROUPS } from '../../shared/core/model/ruleset.ts';
import { type NewPayer, newPayerFiles } from '../../shared/rule-files/author/payer-skeleton.ts';
import { lintRules } from '../../shared/rule-files/lint/lint-rules.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { catalogPathOf, readRuleText } from '../../shared/rule-files/rules-folder.ts';
import { codebook } from '../support/cases.ts';
import { runCommand } from '../support/run-command.ts';

const PAYER: NewPayer = {
  id: 'untried-plan',
  name: 'Untried Plan',
  planType: 'commercial',
  from: '2026-01-15',
  definitions: '2024-01-01',
};
const files = newPayerFiles(PAYER, readRuleText('payers.json'), JSON.parse(readRuleText('catalog.json')));
const byPath = new Map([...files].map(([file, text]) => [catalogPathOf(file), text]));
const readText = (path: string): string => byPath.get(path) ?? readRuleText(path);

describe('the skeleton of a new payer', () => {
  test('loads, is recognized, and says "ask the plan" of every test until a source is read', () => {
    const rules = loadRules(readText);
    expect(rules.payers.at(-1)).toMatchObject({ id: 'untried-plan', name: 'Untried Plan' });
    const policies = rules.select('untried-plan', '2026-02-01')?.ruleset.policies;
    for (const group of GROUPS)
      expect(policies?.[group].priorAuth).toMatchObject({ value: 'ask-plan', evidence: 'illustrative' });
    expect(rules.select('untried-plan', '2026-01-14')).toBeUndefined();
  });

  test('passes the lint but for the source nobody has read', () => {
    const cases = [...files].flatMap(([file, text]) => {
      if (!file.startsWith('cases/')) return [];
      const { given, expect: expected } = JSON.parse(text);
      return [{ payer: given.payer, date: given.date, codes: given.lines, advice: expected.advice }];
    });
    const findings = lintRules({ readText, cases, today: '2026-02-01', codebook });
    const ours = findings.filter(({ path }) => path.startsWith('untried-plan/'));
    expect(ours.map(({ level, says }) => `${level} ${says}`)).toEqual([
      'warning source.retrieved: it does not say on which day the source was read',
    ]);
  });
});

test.each([
  [['aetna-commercial'], 'There is a payer aetna-commercial already'],
  [['Prairie'], '"Prairie" is no id'],
  [['untried-plan', '--plan-type', 'hmo'], '--plan-type is "hmo"'],
  [['untried-plan', '--from', '2026-02-30'], '--from is "2026-02-30"'],
])('%j is refused, and nothing is written', async (words, says) => {
  const usual = ['--name', 'Prairie', '--plan-type', 'commercial', '--from', '2026-01-15'];
  const { code, stderr } = await runCommand(['rules', 'new', ...usual, ...words]);
  expect(code).toBeGreaterThan(0);
  expect(stderr).toContain(says);
});
