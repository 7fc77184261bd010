import type { Codebook } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import { groupBy } from '../model/group-by.ts';
import type { Dialect } from '../model/message/inquiry.ts';
import { type CodedLine, codingModifiers } from './coded-line.ts';

/** Lines of one day that no check tells apart: same code, biller, kind of claim and modifiers. Never empty. */
export type Alike = readonly CodedLine[];

/** What a check may look at. */
export interface Scene {
  readonly lines: readonly CodedLine[];
  /**
   * The lines by day, alike ones together: a claim has up to 999 lines and few different ones, so that a check which
   * compares the kinds takes time in proportion to the lines.
   */
  readonly days: ReadonlyMap<string, readonly Alike[]>;
  readonly codebook: Codebook;
  readonly dialect: Dialect;
}

const kindOf = ({ code, modifiers, service: { providerGroup, claimType } }: CodedLine): string =>
  JSON.stringify([code, providerGroup ?? '', claimType ?? '', codingModifiers(modifiers)]);

export const sceneOf = (lines: readonly CodedLine[], codebook: Codebook, dialect: Dialect): Scene => {
  const [only, another] = lines;
  if (only && !another) return { lines, days: new Map([[only.date, [lines]]]), codebook, dialect };
  const days = [...groupBy(lines, ({ date }) => date)].map(
    ([date, all]) => [date, [...groupBy(all, kindOf).values()]] as const,
  );
  return { lines, days: new Map(days), codebook, dialect };
};

/** One line of each kind on the day of a line. */
export const sameDay = ({ days }: Scene, { date }: CodedLine): readonly CodedLine[] =>
  (days.get(date) ?? []).flatMap(([first]) => first ?? []);

/** Like `sameDay`, never the line itself. */
export const othersOfDay = ({ days }: Scene, line: CodedLine): readonly CodedLine[] =>
  (days.get(line.date) ?? []).flatMap(([first, second]) => (first === line ? second : first) ?? []);

/** One kind of coding check. With a data set, it sees only lines whose date the set covers. */
export interface Check {
  /** Name of the data set that applies to this line. */
  readonly dataSet?: (line: CodedLine) => string;
  /** What the "not checked for this date" finding calls the data set. */
  readonly subject?: string;
  /** Whether the check applies to this line at all. */
  readonly concerns?: (line: CodedLine, scene: Scene) => boolean;
  /** It compares lines: one alone is never found wrong. */
  readonly isBetweenLines?: true;
  readonly find: (scene: Scene) => readonly Finding[];
}

/** For a check that judges every line by the same data set. */
export const judgedBy = (name: string) => (): string => name;
