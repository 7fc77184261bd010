/** What a rule author should know of a file. An `error` makes a rule wrong or dead; a `warning` is worth a look. */
export interface LintFinding {
  readonly level: 'error' | 'warning';
  /** Path inside the folder of rules. */
  readonly path: string;
  /** The place in the file and what is the matter, in plain words. */
  readonly says: string;
}

export const problem = (path: string, says: string): LintFinding => ({ level: 'error', path, says });
export const caution = (path: string, says: string): LintFinding => ({ level: 'warning', path, says });
