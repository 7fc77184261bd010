/** What a build has found out about the data it ships. */
interface Checked {
  /** Of the codebook. */
  readonly version: string;
}

/** Nothing from source, where tables are checked as they are read. A build puts what it knows in the place of this file. */
export const CHECKED: Checked | undefined = undefined;
