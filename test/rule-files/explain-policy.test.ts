import { describe, expect, test } from 'vitest';
import { compileNecessity } from '../../shared/core/criteria/compile-necessity.ts';
import { comingOf } from '../../shared/rule-files/author/coming.ts';
import { explainPolicy } from '../../shared/rule-files/author/explain-policy.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { codebook } from '../support/cases.ts';
import { runCommand } from '../support/run-command.ts';

const rules = loadRules();
const POLICIES = rules.all().flatMap((bundle) =>
  codebook.typicalTests.flatMap((procedure) => {
    const { group, modality } = procedure;
    return group && modality
      ? [{ name: `${bundle.ruleset.id} ${bundle.ruleset.version}`, bundle, group, modality }]
      : [];
  }),
);

describe.each(POLICIES)('$name, $modality', ({ bundle, group, modality }) => {
  const { ruleset } = bundle;
  const sections = explainPolicy(bundle, group, modality, ruleset.effectiveFrom);
  const lines = sections.flatMap((section) => section.lines);
  const text = lines.join('\n');

  test('says authorization with how sure it is, and each criterion once, with its source', () => {
    expect(lines[0]).toMatch(/^authorization: .+ \[(source read|secondary source|our estimate)\]$/);
    const { criteria } = compileNecessity(ruleset.policies[group].necessity, bundle);
    for (const { traced, criterion } of criteria) {
      const told = lines.filter((line) => line.startsWith(`${traced.met.id}: `));
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(criterion.cite);
    }
  });

  test('says what people are told, of this kind of test alone, and nothing that decides nothing', () => {
    const { says } = ruleset.policies[group].priorAuth;
    if (says) expect(lines).toContain(`said: “${says}”`);
    const excepted = sections.find(({ title }) => title === 'Except where')?.lines ?? [];
    for (const line of excepted) expect(line.split('authorization: ').length).toBeLessThanOrEqual(2);
    expect(text).not.toMatch(/^(?:standard|expedited) decision: /m);
    if (text.includes('“unstable not cleared”:')) expect(text).toContain('and not (stable now is yes)');
  });

  test('uses no word it does not explain, and no parameter without its value', () => {
    expect(text).not.toMatch(/the parameter|undefined|\[object|\bpolicies\./);
    for (const name of Object.keys(bundle.definitions.derived)) {
      const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
      if (new RegExp(`\\bwhen (?:not )?${words}\\b`).test(text)) expect(text).toContain(`“${words}”:`);
    }
  });
});

describe('on the command line', () => {
  test('explain says the policy in force on the day', async () => {
    const { code, stdout } = await runCommand(['rules', 'explain', 'original-medicare', '93015', '2026-05-12']);
    expect(code).toBe(0);
    expect(stdout).toContain('authorization: not required [source read]');
    expect(stdout).toContain('mac jurisdiction is JH or JL or JN');
  });
  test.each([
    [['nobody', '93015', '2026-05-12'], '"nobody" is no payer'],
    [['medicaid', '99213', '2026-05-12'], '"99213" is no code of a cardiac stress test'],
    [['medicaid', '93015', '2026-13-01'], 'is no day'],
    [['medicaid', '93015', '2001-05-12'], 'every answer is “ask the plan”'],
  ])('explain %j is refused', async (words, says) => {
    const { code, stderr } = await runCommand(['rules', 'explain', ...words]);
    expect(code).toBeGreaterThan(0);
    expect(stderr).toContain(says);
  });
});

describe('what comes', () => {
  const [bundle] = rules.all();
  if (!bundle) throw new Error('No rules');
  const table = {
    name: 'fees',
    is: 'holds',
    from: '2026-01-01',
    to: '2026-12-31',
    source: 'A file',
    retrieved: '2026-01-05',
  } as const;
  const clock = {
    id: 'new-law',
    cite: 'A law',
    from: '2027-03-01',
    to: '2027-03-31',
    retrieved: '2026-11-30',
  } as const;
  const version = {
    ...bundle,
    programs: {},
    ruleset: {
      ...bundle.ruleset,
      payer: 'acme',
      id: 'acme-2026-12-01',
      version: '1.0.0',
      effectiveFrom: '2026-12-01',
      effectiveTo: '2027-01-20',
      source: { title: 'A list', retrieved: '2024-02-29', evidence: 'verified' },
      exceptions: [],
    },
  } as const;
  const days = (from: string, within: number) =>
    comingOf([version, version], [table], [clock], from, within).map(
      ({ day, subject, says }) => `${day} ${subject}: ${says}`,
    );

  test('is told by day, once, both ends of the span included', () => {
    expect(days('2026-12-01', 50)).toEqual([
      '2026-12-01 acme: acme-2026-12-01 1.0.0 starts',
      '2026-12-31 codes fees: last day of what is held (A file)',
      '2027-01-20 acme: acme-2026-12-01 1.0.0: last day',
    ]);
    expect(days('2026-12-02', 48)).toEqual(['2026-12-31 codes fees: last day of what is held (A file)']);
  });
  test('tells when a law on the payer’s time starts, ends, and is to be read again', () => {
    expect(days('2027-03-01', 274)).toEqual([
      '2027-03-01 clock new-law: A law starts',
      '2027-03-31 clock new-law: A law: last day',
      '2027-11-30 clock new-law: read again what was read on 2026-11-30: A law',
    ]);
  });
  test('names a source a year after it was read, also one read on a leap day', () => {
    expect(days('2025-03-01', 0)).toEqual(['2025-03-01 acme: read again what was read on 2024-02-29: A list']);
  });
  test('a span that is no number of days is refused', async () => {
    const { code, stderr } = await runCommand(['rules', 'watch', '--from', '2026-11-01', '--days', '1e3']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--days is "1e3"')]);
  });
});
