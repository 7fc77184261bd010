import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadCodebook } from '../../shared/codes/codebook.ts';
import { lintRules } from '../../shared/rule-files/lint/lint-rules.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';
import { draftOf, withDrafts } from '../../shared/rule-files/with-drafts.ts';
import { printFindings } from './rules/print-findings.ts';
import { readCases } from './rules/read-cases.ts';
import { unnamedFiles } from './rules/unnamed-files.ts';

const USAGE = `npm run rules:check [-- <draft file> …]

Looks at every rule file, and at drafts that lie anywhere: does it load, do versions follow one another day by day, can
every criterion be met and decide something, is its source named and fresh, do golden cases show both sides.`;

const check = (): boolean => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' } } });
  if (values.help) throw new Error(USAGE);
  const drafts = positionals.map((file) => draftOf(file, readFileSync(file, 'utf8')));
  const readText = withDrafts(readRuleText, drafts);
  const catalog: readonly string[] = JSON.parse(readText('catalog.json'));
  const today = new Date().toISOString().slice(0, 10);
  const findings = [
    ...unnamedFiles(catalog),
    ...lintRules({ readText, cases: readCases(), today, codebook: loadCodebook() }),
  ];
  for (const [index, file] of positionals.entries()) console.log(`${file} is read as ${drafts[index]?.path}.`);
  console.log(printFindings(findings, catalog.length + 1).join('\n'));
  return findings.every(({ level }) => level === 'warning');
};

try {
  if (!check()) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
