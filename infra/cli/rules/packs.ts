import { existsSync, writeFileSync } from 'node:fs';
import { loadCodebook } from '../../../shared/codes/codebook.ts';
import { loadRules } from '../../../shared/rule-files/load-rules.ts';
import { checkPack } from '../../../shared/rule-files/packs/check-pack.ts';
import { describePack } from '../../../shared/rule-files/packs/describe-pack.ts';
import { lintPack } from '../../../shared/rule-files/packs/lint-pack.ts';
import { makePack } from '../../../shared/rule-files/packs/make-pack.ts';
import { readPack } from '../../../shared/rule-files/packs/read-pack.ts';
import { type PackProblem, type RulePack, writePack } from '../../../shared/rule-files/packs/rule-pack.ts';
import { readRuleFile } from '../../../shared/rule-files/read-rule-file.ts';
import { readRuleText } from '../../../shared/rule-files/rules-folder.ts';
import { payersFile } from '../../../shared/rule-files/schema/payers-schema.ts';
import { draftOf } from '../../../shared/rule-files/with-drafts.ts';
import { type JsonOption, print } from '../print.ts';
import { readTextFile } from '../read-file.ts';
import { type ExitCode, Refusal } from '../refusal.ts';
import { today } from '../today.ts';
import { printFindings } from './print-findings.ts';

const sayProblem = ({ name, at, says }: PackProblem): string => `${at}: ${name}: ${says}`;

const changesOf = (pack: RulePack): readonly string[] =>
  describePack(pack, loadRules(), readRuleText).flatMap(({ before, after, changes }) => [
    `${before ?? 'no rules'} → ${after}`,
    ...changes.map((one) => `  ${one}`),
    '',
  ]);

/** Everything an upload would refuse or tell, without a service. */
const judge = (text: string, options: JsonOption): ExitCode => {
  const read = readPack(text);
  const problems = read.ok ? checkPack(read.pack, loadRules(), readRuleText) : read.problems;
  if (!read.ok || problems.length) {
    print(options, { problems }, problems.map(sayProblem));
    return 1;
  }
  const { pack } = read;
  const asked = { readText: readRuleText, today: today(), codebook: loadCodebook(), inTime: () => true };
  const findings = lintPack(pack, asked);
  const changes = changesOf(pack);
  const { id, version, hash } = pack;
  print(options, { id, version, hash, findings, changes }, [
    `Pack ${id} ${version}, ${hash}`,
    '',
    ...changes,
    ...printFindings(findings, pack.files.size),
  ]);
  return findings.every(({ level }) => level === 'warning') ? 0 : 1;
};

export const checkRulePack = (file: string, options: JsonOption): ExitCode => judge(readTextFile(file), options);

interface MakeOptions extends JsonOption {
  readonly id: string;
  readonly packVersion: string;
  readonly out: string;
  readonly payers?: string;
}

type NewPayers = Parameters<typeof makePack>[0]['payers'];

const payersIn = (file: string | undefined): NewPayers =>
  file === undefined ? [] : readRuleFile(file, readTextFile(file), payersFile).payers;

/** Drafts of any names into one pack, written against the rules of this release. */
export const makeRulePack = (files: readonly string[], options: MakeOptions): ExitCode => {
  const { id, packVersion: version, out, payers } = options;
  if (existsSync(out)) throw new Refusal(`There is a file ${out} already; give another name.`);
  const drafts = files.map((file) => draftOf(file, readTextFile(file)));
  const text = writePack(makePack({ id, version, payers: payersIn(payers), drafts }, readRuleText));
  const found = judge(text, options);
  if (found === 0) writeFileSync(out, text);
  return found;
};
