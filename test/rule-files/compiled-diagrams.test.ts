import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { writeReleased } from '../../infra/cli/build/compile-diagrams.ts';
import { judgeCoverage } from '../../shared/core/coverage/coverage.ts';
import { runDecisionTable } from '../../shared/core/decide/decision-table.ts';
import { compileDiagrams } from '../../shared/core/explain/diagram/compile-diagram.ts';
import { diagramText, type Uncompiled, uncompiled } from '../../shared/core/explain/open-questions.ts';
import { lineCase } from '../../shared/core/policy/line-case.ts';
import { diagramsIn } from '../../shared/rule-files/compiled-diagrams.ts';
import { codebook, goldenCases, inquiryOf, rules, SERVICE_DATE } from '../support/cases.ts';

const folder = mkdtempSync(join(tmpdir(), 'stresspass-diagrams-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeReleased(folder);
const find = diagramsIn(pathToFileURL(`${folder}/diagrams/`));

/** What the first line of each golden case asks of its policy. */
const asked: readonly Uncompiled[] = goldenCases().flatMap(({ given }) => {
  const inquiry = inquiryOf(given);
  const { payer = '', date = SERVICE_DATE } = given;
  const [service] = inquiry.lines;
  const bundle = rules.select(payer, date);
  if (!service || !bundle) return [];
  const verdict = judgeCoverage(
    { reference: 'Coverage/1', status: 'active', focal: true },
    { serviceDate: date, payers: [payer], notListed: false, confirmationRequired: false, insurerPayers: [] },
  );
  const line = lineCase(inquiry, service, date, { verdict, bundle }, [], [], codebook);
  const { seen } = runDecisionTable(line, false);
  return seen ? [uncompiled(line, bundle, seen)] : [];
});

test('a build brings the diagrams of nearly every answer along, whatever the date of the order', () => {
  const found = asked.filter((one) => find(diagramText(one)) !== undefined);
  expect(asked.length).toBeGreaterThan(150);
  expect(found.length / asked.length).toBeGreaterThan(0.95);
});

test('what is found is what would be compiled', () => {
  const distinct = new Map(asked.map((one) => [diagramText(one), one]));
  for (const [text, { content, facts, followers }] of [...distinct].slice(0, 4))
    expect(find(text)).toEqual(compileDiagrams(content, facts, followers));
});

test('under another rule, code table or class of a fact nothing is found', () => {
  const [one] = asked;
  if (!one) throw new Error('No case asks anything');
  const { content } = one;
  const [first] = content.necessity.criteria;
  const others: readonly Uncompiled[] = [
    { ...one, signatures: `${one.signatures};` },
    { ...one, content: { ...content, held: !content.held } },
    { ...one, content: { ...content, codebook: { ...codebook, version: 'another' } } },
    { ...one, content: { ...content, reviewRules: content.reviewRules.slice(1) } },
    {
      ...one,
      content: { ...content, necessity: { ...content.necessity, criteria: content.necessity.criteria.slice(1) } },
    },
    { ...one, content: { ...content, definitions: { ...content.definitions, derived: {} } } },
  ];
  expect(first).toBeDefined();
  expect(find(diagramText(one))).toBeDefined();
  for (const other of others) expect(find(diagramText(other))).toBeUndefined();
});
