import { readFileSync } from 'node:fs';
import type { Payer } from '../../shared/core/model/ruleset.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { checkPack } from '../../shared/rule-files/packs/check-pack.ts';
import { makePack } from '../../shared/rule-files/packs/make-pack.ts';
import { readPack } from '../../shared/rule-files/packs/read-pack.ts';
import { type RulePack, writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import type { ReadText } from '../../shared/rule-files/read-rule-file.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';
import { draftOf } from '../../shared/rule-files/with-drafts.ts';
import { type Folder, laterPolicy, POLICY, readFrom, ruleFolder } from './rule-folder.ts';

// biome-ignore lint/suspicious/noExplicitAny: files are bent out of shape on purpose
type Json = any;

/** A pack over the small folder: by default one later version of its only policy. */
export const smallPack = (
  change: (files: Record<string, Json>) => void = () => undefined,
  { id = 'own', version = '1.0.0', payers = [] as readonly Payer[], folder = ruleFolder() } = {},
): { readonly pack: RulePack; readonly readText: ReadText; readonly folder: Folder } => {
  const scratch = structuredClone(folder);
  const path = laterPolicy(scratch, '2026-07-01', (policy) => {
    policy.version = '2.0.0';
    policy.policies.mpi.priorAuth.value = 'not-required';
  });
  const files: Record<string, Json> = { [path]: scratch[path] };
  change(files);
  const drafts = Object.entries(files).map(([name, file]) => ({ path: name, text: JSON.stringify(file) }));
  const readText = readFrom(folder);
  return { pack: makePack({ id, version, payers, drafts }, readText), readText, folder };
};

/** The text of a pack, as JSON to be changed. */
export const packJson = (pack: RulePack): Json => JSON.parse(writePack(pack));

export const firstPolicy = (folder: Folder = ruleFolder()): Json => structuredClone(folder[POLICY]);

/** A released policy once more from another day on, changed: a pack of the real rules. */
export const realPack = (
  {
    payer,
    file,
    from,
    id = 'own',
    version = '1.0.0',
  }: Readonly<Record<'payer' | 'file' | 'from', string>> & {
    readonly id?: string;
    readonly version?: string;
  },
  change: (policy: Json) => void = () => undefined,
  programs: readonly Json[] = [],
): RulePack => {
  const policy: Json = JSON.parse(
    readFileSync(new URL(`../../rules/payers/${payer}/${file}.json`, import.meta.url), 'utf8'),
  );
  Object.assign(policy, { id: `${payer}-${from}`, effectiveFrom: from, version: '9.0.0' });
  delete policy.effectiveTo;
  delete policy.revision;
  change(policy);
  const drafts = [policy, ...programs].map((file) => draftOf('draft.json', JSON.stringify(file)));
  return makePack({ id, version, payers: [], drafts }, readRuleText);
};

/** Names and places of what is wrong with a pack, whichever step finds it. */
export const problemsOf = (
  made: ReturnType<typeof smallPack>,
  change: (json: Json) => void = () => undefined,
  owner?: string,
) => {
  const json = packJson(made.pack);
  delete json.hash;
  change(json);
  const read = readPack(JSON.stringify(json), owner);
  return read.ok ? checkPack(read.pack, loadRules(made.readText), made.readText) : read.problems;
};
export const namesOf = (...asked: Parameters<typeof problemsOf>) => [
  ...new Set(problemsOf(...asked).map(({ name }) => name)),
];
