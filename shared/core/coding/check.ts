import type { Codebook } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import type { Dialect } from '../model/message/inquiry.ts';
import type { CodedLine } from './coded-line.ts';

/** What a check may look at. */
export interface Scene {
  readonly lines: readonly CodedLine[];
  readonly codebook: Codebook;
  readonly dialect: Dialect;
}

/** One kind of coding check. With a data set, it sees only lines whose date the set covers. */
export interface Check {
  /** Name of the data set that applies to this line. */
  readonly dataSet?: (line: CodedLine) => string;
  /** What the "not checked for this date" finding calls the data set. */
  readonly subject?: string;
  /** Whether the check applies to this line at all. */
  readonly concerns?: (line: CodedLine, scene: Scene) => boolean;
  readonly find: (scene: Scene) => readonly Finding[];
}

/** For a check that judges every line by the same data set. */
export const judgedBy = (name: string) => (): string => name;
