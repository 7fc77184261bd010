/** What the person at the command line says besides the files; most files tell their own dates. */
export interface Terms {
  /** First and last day the content holds, YYYY-MM-DD. */
  readonly from?: string;
  readonly to?: string;
  /** Today, YYYY-MM-DD. */
  readonly today: string;
}

/** The code tables as they stand, by file name. */
export type ReadTable = (name: string) => unknown;

/** What an import would write, and what that changes in plain words. */
interface Imported {
  readonly tables: Readonly<Record<string, unknown>>;
  readonly says: readonly string[];
}

/** Reads published files into new editions of code tables. Throws with every problem found: nothing half-read is kept. */
export type Import = (paths: readonly string[], readTable: ReadTable, terms: Terms) => Promise<Imported>;

/** The file is not what it should be; one sentence a problem. */
export class UnusableFile extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const SHOWN = 10;

/** Refuses when there is any problem; of many, the first few are shown. */
export const refuseProblems = (problems: readonly string[]): void => {
  if (problems.length === 0) return;
  const more = problems.length - SHOWN;
  throw new UnusableFile([...problems.slice(0, SHOWN), ...(more > 0 ? [`… and ${more} more.`] : [])]);
};
