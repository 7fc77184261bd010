import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Resident memory of a process in MB; undefined where it is gone or nobody can say. */
export const memoryOf = async (pid: number): Promise<number | undefined> => {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Math.round(Number(stdout.trim()) / 1_024) || undefined;
  } catch {
    return undefined;
  }
};
