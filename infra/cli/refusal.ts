/** 0 done, 1 the answer is no or the command failed, 2 wrong usage, 3 replay found another engine version. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Why a command refuses, in one sentence for the user. */
export class Refusal extends Error {
  readonly exitCode: ExitCode;
  constructor(says: string, exitCode: ExitCode = 1) {
    super(says);
    this.exitCode = exitCode;
  }
}

/** The arguments are not what the command takes. */
export const wrongUsage = (says: string): Refusal => new Refusal(says, 2);

const REASONS: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `There is no file ${path}.`,
  EISDIR: (path) => `${path} is a folder; a file is needed.`,
  ENOTDIR: (path) => `${path} goes through a file as if it were a folder.`,
  EACCES: (path) => `${path} may not be read or written by you.`,
  EPERM: (path) => `${path} may not be read or written by you.`,
  EROFS: (path) => `${path} is on a disk that cannot be written.`,
};

/** The error message without a stack trace, which is no use at a terminal. */
export const sentenceOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  return (code && path && REASONS[code]?.(path)) || error.message;
};
