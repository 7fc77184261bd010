import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * Memory of a process in MB; undefined where it is gone or nobody can say. Where the system tells them apart, pages of
 * data files the engine has mapped are not counted: the system takes those back when it likes.
 */
export const memoryOf = async (pid: number): Promise<number | undefined> => {
  const own = await readFile(`/proc/${pid}/status`, 'utf8').then(
    (status) => Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1]),
    () => Number.NaN,
  );
  if (own) return Math.round(own / 1_024);
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Math.round(Number(stdout.trim()) / 1_024) || undefined;
  } catch {
    return undefined;
  }
};
