import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

const shape = z.object({
  pid: z.int(),
  /** Milliseconds. */
  since: z.number(),
  url: z.optional(z.string()),
  dynamodbEndpoint: z.optional(z.string()),
});
/** A service as recorded in its data folder; URLs are present once it is ready. */
export type Running = Readonly<z.infer<typeof shape>>;

/** Startup takes less than this. */
const STARTING_MS = 15_000;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
    () => true,
    () => false,
  );

/** Undefined when there is none, or one cut off by a kill. */
const readRunning = async (dataDir: string): Promise<Running | undefined> => {
  try {
    return shape.parse(JSON.parse(await readFile(join(dataDir, 'running.json'), 'utf8')));
  } catch {
    return undefined;
  }
};

/** The service now using this data folder. A process id alone proves nothing: ids are reused. */
export const findRunning = async (dataDir: string): Promise<Running | undefined> => {
  const known = await readRunning(dataDir);
  if (!known || !isAlive(known.pid)) return undefined;
  const isThere = known.url ? await answers(known.url) : Date.now() - known.since < STARTING_MS;
  return isThere ? known : undefined;
};
