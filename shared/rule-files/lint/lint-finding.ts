/** What a rule author should know about a file. An `error`: a rule is wrong or dead; a `warning` is worth a look. */
export interface LintFinding {
  readonly level: 'error' | 'warning';
  /** Path inside the rules folder. */
  readonly path: string;
  /** The place in the file and the problem, in plain words. */
  readonly says: string;
}

export const problem = (path: string, says: string): LintFinding => ({ level: 'error', path, says });
export const caution = (path: string, says: string): LintFinding => ({ level: 'warning', path, says });
