import { isObject } from '../../core/model/is-object.ts';
import type { PackRef } from '../../core/model/ruleset.ts';
import { BrokenRuleFile, type ReadText } from '../read-rule-file.ts';
import { type OpenedPack, openPack, policiesIn } from './open-pack.ts';
import { readPack } from './read-pack.ts';

const pathsIn = (text: string): readonly string[] => {
  const value: unknown = JSON.parse(text);
  return isObject(value) && isObject(value.files) ? Object.keys(value.files) : [];
};

/** A pack this release cannot open: no payer it has files of gets an answer by other rules instead. */
const broken = (ref: PackRef, text: string): OpenedPack => ({
  ref,
  payers: [],
  concerned: [
    ...new Set(
      policiesIn({ files: new Map(pathsIn(text).map((path) => [path, ''])) }).map((path) => path.split('/')[0] ?? ''),
    ),
  ],
  versionsOf: () => {
    throw new BrokenRuleFile(`pack ${ref.id} ${ref.version}`, ['cannot be opened']);
  },
  recorded: () => undefined,
});

/** A pack as it was stored when it was checked; its content is what the hash says, or it answers for nobody. */
export const openStored = ({ text, ...ref }: PackRef & { readonly text: string }, readText: ReadText): OpenedPack => {
  const read = readPack(text);
  return read.ok && read.pack.hash === ref.hash ? openPack(read.pack, readText) : broken(ref, text);
};
