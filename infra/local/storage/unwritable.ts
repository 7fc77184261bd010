const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you have no right to write there',
  EPERM: 'you have no right to write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EEXIST: 'a file is in its place',
  ENOTDIR: 'its path goes through a file',
  ENOENT: 'no folder can be made there',
};

/** An actionable message for a data folder that cannot be written; any other error unchanged. */
export const unwritable = (path: string, error: unknown): unknown => {
  const why = error instanceof Error && 'code' in error ? REASONS[String(error.code)] : undefined;
  return why ? new Error(`The data folder ${path} cannot be used: ${why}.`) : error;
};
