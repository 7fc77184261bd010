import type { Codebook } from '../model/codebook.ts';
import type { Finding } from '../model/determination.ts';
import type { Dialect } from '../model/inquiry.ts';
import type { CodedLine } from './coded-line.ts';

/** What a check may look at. */
export interface Scene {
  readonly lines: readonly CodedLine[];
  readonly codebook: Codebook;
  readonly dialect: Dialect;
}

/** One kind of coding check. With a data set, it sees only lines whose date the set covers. */
export interface Check {
  /** The name of the data set this line is judged by. */
  readonly dataSet?: (line: CodedLine) => string;
  /** What the data set is called in "not checked for this date". */
  readonly subject?: string;
  /** Whether the check would have had something to look at on this line. */
  readonly concerns?: (line: CodedLine, scene: Scene) => boolean;
  readonly find: (scene: Scene) => readonly Finding[];
}

/** Of a check whose lines are all judged by one data set. */
export const judgedBy = (name: string) => (): string => name;
