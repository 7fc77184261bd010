import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod/mini';

const shape = z.object({
  pid: z.int(),
  /** Milliseconds. */
  since: z.number(),
  /** Loopback port held for as long as the process lives: what tells a busy one from a dead one. */
  lockPort: z.optional(z.int()),
  /** Written by an engine whose index rows a kill cannot separate from their items. */
  wholeWrites: z.optional(z.boolean()),
  url: z.optional(z.string()),
  dynamodbEndpoint: z.optional(z.string()),
});
/** A service as recorded in its data folder; URLs are present once it is ready. */
export type Running = Readonly<z.infer<typeof shape>>;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/**
 * Whether somebody listens there. The operating system accepts for a process that is too busy to answer, or stopped; it refuses
 * as soon as the process is gone. No answer at all within the second is taken for life.
 */
const isHeld = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (held: boolean) => {
      socket.destroy();
      resolve(held);
    };
    socket.setTimeout(1_000, () => end(true));
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });

/** Undefined when there is none, or one cut off by a kill. */
export const readRunning = async (dataDir: string): Promise<Running | undefined> => {
  try {
    return shape.parse(JSON.parse(await readFile(join(dataDir, 'running.json'), 'utf8')));
  } catch {
    return undefined;
  }
};

/** The process now using this data folder. A process id alone proves nothing: ids are reused. */
export const findRunning = async (dataDir: string): Promise<Running | undefined> => {
  const known = await readRunning(dataDir);
  if (!known || !isAlive(known.pid)) return undefined;
  // Releases before 2026-12 held no port of the lock, only that of the service.
  const port = known.lockPort ?? (known.url ? Number(new URL(known.url).port) : undefined);
  return port !== undefined && (await isHeld(port)) ? known : undefined;
};
