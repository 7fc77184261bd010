/** Options given on the command line besides the files; most files contain their own dates. */
export interface Terms {
  /** First and last day the content is valid, YYYY-MM-DD. */
  readonly from?: string;
  readonly to?: string;
  /** The file is part of the published one: what it lacks stays as it is held. */
  readonly extract?: boolean;
  /** The file is somebody's copy: its values are `secondary`. */
  readonly copy?: boolean;
  /** Today, YYYY-MM-DD. */
  readonly today: string;
}

/** The current code tables, by file name. */
export type ReadTable = (name: string) => unknown;

/** What an import would write, and a plain-text description of the changes. */
interface Imported {
  readonly tables: Readonly<Record<string, unknown>>;
  readonly says: readonly string[];
}

/** Reads published files into new editions of code tables. Throws with every problem found: no partial results. */
export type Import = (paths: readonly string[], readTable: ReadTable, terms: Terms) => Promise<Imported>;

/** The file is not what was expected; one sentence per problem. */
export class UnusableFile extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const SHOWN = 10;

/** Throws if there is any problem; shows only the first few. */
export const refuseProblems = (problems: readonly string[]): void => {
  if (problems.length === 0) return;
  const more = problems.length - SHOWN;
  throw new UnusableFile([...problems.slice(0, SHOWN), ...(more > 0 ? [`… and ${more} more.`] : [])]);
};
