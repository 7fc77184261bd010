const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you have no right to write there',
  EPERM: 'you have no right to write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EEXIST: 'a file is in its place',
  ENOTDIR: 'its path goes through a file',
  ENOENT: 'no folder can be made there',
};

/** Of what the system says of a data folder it could not write, the part a person can act on; any other error as it is. */
export const unwritable = (path: string, error: unknown): unknown => {
  const why = error instanceof Error && 'code' in error ? REASONS[String(error.code)] : undefined;
  return why ? new Error(`The data folder ${path} cannot be used: ${why}.`) : error;
};
