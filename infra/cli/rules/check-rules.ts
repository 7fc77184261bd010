import { loadCodebook } from '../../../shared/codes/codebook.ts';
import { lintRules } from '../../../shared/rule-files/lint/lint-rules.ts';
import { readRuleText } from '../../../shared/rule-files/rules-folder.ts';
import { draftOf, withDrafts } from '../../../shared/rule-files/with-drafts.ts';
import { type JsonOption, print } from '../print.ts';
import { readTextFile } from '../read-file.ts';
import type { ExitCode } from '../refusal.ts';
import { today } from '../today.ts';
import { printFindings } from './print-findings.ts';
import { readCases } from './read-cases.ts';
import { unnamedFiles } from './unnamed-files.ts';

export const checkRules = (files: readonly string[], options: JsonOption): ExitCode => {
  const drafts = files.map((file) => draftOf(file, readTextFile(file)));
  const readText = withDrafts(readRuleText, drafts);
  const catalog: readonly string[] = JSON.parse(readText('catalog.json'));
  const findings = [
    ...unnamedFiles(catalog),
    ...lintRules({ readText, cases: readCases(), today: today(), codebook: loadCodebook() }),
  ];
  const read = catalog.length + 1;
  print(options, { files: read, drafts: drafts.map(({ path }) => path), findings }, [
    ...files.map((file, index) => `${file} is read as ${drafts[index]?.path}.`),
    ...printFindings(findings, read),
  ]);
  return findings.every(({ level }) => level === 'warning') ? 0 : 1;
};
