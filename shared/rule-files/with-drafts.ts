import { correctionsBut } from './corrections.ts';
import { fileNameOf } from './file-name.ts';
import { BrokenRuleFile, type ReadText } from './read-rule-file.ts';
import { sha256 } from './sha256.ts';

/** An unreleased rule file: its path in the catalog and its text. */
export interface Draft {
  readonly path: string;
  readonly text: string;
}

/** The path the catalog gives a file by its content, whatever its location and name. */
const catalogPathBy = (name: string, text: string): string => {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new BrokenRuleFile(name, [String(error)]);
  }
  const { payer, id, effectiveFrom, version, revision, criteria, rules, derived } = Object(file) as Readonly<
    Record<string, unknown>
  >;
  const folder =
    (typeof payer === 'string' && payer) ||
    (criteria && `programs/${id}`) ||
    (rules && `benefit-rules/${id}`) ||
    (derived && 'definitions');
  if (!folder || typeof effectiveFrom !== 'string')
    throw new BrokenRuleFile(name, ['is no policy, program, set of benefit rules or definitions with a first day']);
  return fileNameOf(String(folder), { effectiveFrom, version: String(version), ...(revision ? { revision } : {}) });
};

export const draftOf = (name: string, text: string): Draft => ({ path: catalogPathBy(name, text), text });

/** The rules folder with the drafts in it; a draft replaces the released file of the same path. */
export const withDrafts = (readText: ReadText, drafts: readonly Draft[]): ReadText => {
  const catalog: readonly string[] = JSON.parse(readText('catalog.json'));
  const released: Readonly<Record<string, string>> = JSON.parse(readText('released.json'));
  const texts = new Map(drafts.map(({ path, text }) => [path, text]));
  const stillReleased = Object.entries(released).filter(([path, hash]) => {
    const text = texts.get(path);
    return text === undefined || sha256(text) === hash;
  });
  texts.set('catalog.json', JSON.stringify([...new Set([...catalog, ...texts.keys()])].sort()));
  const replaced = Object.keys(released).filter((path) => !stillReleased.some(([still]) => still === path));
  texts.set('corrections.json', correctionsBut(readText, replaced));
  texts.set('released.json', JSON.stringify(Object.fromEntries(stillReleased)));
  return (path) => texts.get(path) ?? readText(path);
};
