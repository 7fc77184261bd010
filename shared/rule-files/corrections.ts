import * as z from 'zod/mini';
import { isoDate } from '../codes/data-set.ts';
import { BrokenRuleFile, type ReadText, readRuleFile } from './read-rule-file.ts';
import { text } from './schema/evidence-schema.ts';

/** An error of ours in a released file: its text stays, and every answer from now on uses the value as corrected. */
interface Correction {
  readonly id: string;
  readonly on: string;
  readonly files: readonly string[];
  /** Path inside the file, with dots; list members by index. */
  readonly at: string;
  /** The value corrected; missing = a value is added. */
  readonly was?: unknown;
  readonly is: unknown;
  readonly why: string;
}

const NAME = 'corrections.json';

const correctionsFile: z.ZodMiniType<{ readonly corrections: readonly Correction[] }> = z.strictObject({
  corrections: z.array(
    z.strictObject({
      id: text,
      on: isoDate,
      files: z.array(text).check(z.minLength(1)),
      at: text,
      was: z.exactOptional(z.unknown()),
      is: z.unknown(),
      why: text,
    }),
  ),
});

export const readCorrections = (readText: ReadText): readonly Correction[] =>
  readRuleFile(NAME, readText(NAME), correctionsFile).corrections;

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;

const correct = (file: unknown, path: string, { id, at, was, is }: Correction): void => {
  const names = at.split('.');
  const last = names.pop() ?? '';
  const parent = names.reduce(memberOf, file);
  if (typeof parent !== 'object' || parent === null || !isSame(memberOf(parent, last), was))
    throw new BrokenRuleFile(NAME, [`${id}: ${path} does not hold that at ${at}`]);
  Object.assign(parent, { [last]: is });
};

/** The text of a rule file as corrected; without corrections the text as it stands, byte for byte. */
export const correctedText = (path: string, content: string, corrections: readonly Correction[]): string => {
  const own = corrections.filter(({ files }) => files.includes(path));
  if (own.length === 0) return content;
  const file: unknown = JSON.parse(content);
  for (const one of own) correct(file, path, one);
  return JSON.stringify(file);
};

/** The corrections as text, without those of some files: a draft that takes a file's place is not corrected. */
export const correctionsBut = (readText: ReadText, paths: readonly string[]): string => {
  const corrections = readCorrections(readText).flatMap((one) => {
    const files = one.files.filter((path) => !paths.includes(path));
    return files.length ? [{ ...one, files }] : [];
  });
  return JSON.stringify({ corrections });
};
