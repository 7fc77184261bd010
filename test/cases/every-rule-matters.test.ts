import { describe, expect, test } from 'vitest';
import type { RulesetBundle } from '../../shared/core/model/ruleset.ts';
import { correctedText, correctionsBut, readCorrections } from '../../shared/rule-files/corrections.ts';
import { loadRules, type Rules } from '../../shared/rule-files/load-rules.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';
import { answerOf, goldenCases, rules } from '../support/cases.ts';

/** Rules are taken away one by one; a rule no golden case misses is not tested. */

type Json = Record<string, unknown>;
const catalog: readonly string[] = JSON.parse(readRuleText('catalog.json'));

const corrected = (path: string): Json =>
  JSON.parse(correctedText(path, readRuleText(path), readCorrections(readRuleText)));

/** Where a policy's newest revision stands. */
const pathOf = ({ payer, effectiveFrom, version, revision }: RulesetBundle['ruleset']): string =>
  `${payer}/${effectiveFrom}${revision ? `-v${version}` : ''}.json`;

/** The rules with one file changed. */
const changed = (path: string, change: (file: Json) => void): Rules => {
  const file = corrected(path);
  change(file);
  const texts: Readonly<Record<string, string>> = {
    [path]: JSON.stringify(file),
    'released.json': '{}',
    'corrections.json': correctionsBut(readRuleText, [path]),
  };
  return loadRules((asked) => texts[asked] ?? readRuleText(asked));
};

const CASES = goldenCases().map((one) => {
  const answer = answerOf(one.given);
  return {
    ...one,
    answer,
    met: answer.coverages[0]?.determinations[0]?.criteria.filter(({ result }) => result === 'met'),
  };
});

const verdict = (answer: ReturnType<typeof answerOf>) =>
  JSON.stringify(answer.coverages[0]?.determinations.map(({ advice, row, reasons }) => [advice, row, reasons]));

const isMissed = (book: Rules, among: typeof CASES) =>
  among.some(({ given, answer }) => verdict(answerOf(given, book)) !== verdict(answer));

/** Cases a rule has a say in, by its id in their trace. */
const casesOf = (id: string) => CASES.filter(({ met }) => met?.some((one) => one.id === id));

const BANDS = ['against', 'hold', 'supports', 'review'] as const;
/** Programs of policies that answer; what only a revised one named is opened to answer again as it did. */
const inUse = new Set(
  rules
    .all()
    .flatMap(({ ruleset }) =>
      Object.entries((corrected(pathOf(ruleset)).uses as { programs: Readonly<Record<string, string>> }).programs).map(
        ([id, version]) => `programs/${id}/${version}.json`,
      ),
    ),
);
/** A corrected program may hold nothing any more. */
const programs = catalog
  .filter((path) => inUse.has(path))
  .filter((path) => Object.keys(Object(corrected(path).criteria)).length > 0 || corrected(path).scoreTable);

describe.each(programs)('%s', (path) => {
  const file = corrected(path) as { criteria: Json; scoreTable?: { rows: { id: string }[] } };
  test.each(Object.keys(file.criteria))('criterion %s decides a case', (id) => {
    const book = changed(path, (program) => {
      delete (program.criteria as Json)[id];
      for (const band of BANDS) program[band] = (program[band] as string[]).filter((one) => one !== id);
    });
    expect(isMissed(book, casesOf(id))).toBe(true);
  });
  if (file.scoreTable)
    test.each(file.scoreTable.rows.map(({ id }) => id))('row %s decides a case', (id) => {
      const book = changed(path, (program) => {
        const table = program.scoreTable as { rows: { id: string }[] };
        table.rows = table.rows.filter((row) => row.id !== id);
      });
      expect(isMissed(book, casesOf(id))).toBe(true);
    });
});

describe.each(catalog.filter((path) => path.startsWith('benefit-rules/')))('%s', (path) => {
  const file = JSON.parse(readRuleText(path)) as { rules: { id: string }[] };
  test.each(file.rules.map(({ id }) => id))('%s decides a case', (id) => {
    const book = changed(path, (benefit) => {
      const rule = (benefit.rules as Json[]).find((one) => one.id === id)!;
      rule.effect = 'warning';
      delete rule.ifUnknown;
    });
    expect(isMissed(book, CASES)).toBe(true);
  });
});

test.each(rules.payers.map(({ id }) => id))('%s has a golden case', (payer) => {
  expect(CASES.some(({ given }) => given.payer === payer)).toBe(true);
});
