import type { Payer } from '../../core/model/ruleset.ts';
import type { ReadText } from '../read-rule-file.ts';
import { sha256 } from '../sha256.ts';
import type { Draft } from '../with-drafts.ts';
import { usedFiles } from './check-pack.ts';
import { hashOfPack, type RulePack } from './rule-pack.ts';

interface MakePackAsked {
  readonly id: string;
  readonly version: string;
  readonly payers: readonly Payer[];
  readonly drafts: readonly Draft[];
}

/** A pack of draft files, written against the released files they use as they are now. */
export const makePack = ({ id, version, payers, drafts }: MakePackAsked, readText: ReadText): RulePack => {
  const catalog = new Set<string>(JSON.parse(readText('catalog.json')));
  // As a reader of the pack will write them: without the spaces of the draft.
  const files = new Map(drafts.map(({ path, text }) => [path, JSON.stringify(JSON.parse(text))]));
  const used = usedFiles({ files }).filter((path) => !files.has(path) && catalog.has(path));
  const base = Object.fromEntries(used.map((path) => [path, sha256(readText(path))]));
  const content = { id, version, base, payers, files };
  return { ...content, hash: hashOfPack(content) };
};
