import type { Profiler, Session } from 'node:inspector/promises';
import { pathToFileURL } from 'node:url';
import type { Call } from './calls.ts';

/**
 * One build in a process of its own: loads the functions as deployed and calls them one after the other, as Lambda does.
 * Nothing but the calls is inside what it measures.
 */
type Handler = (event: object, context: object) => Promise<{ readonly statusCode: number; readonly body: string }>;

/** What a number of calls took. */
export interface Took {
  readonly cpuMs: number;
  /** Of each call, in order. */
  readonly times: readonly number[];
  readonly answerBytes: number;
}
/** A process told what to load, then what to call, and when to note where its time goes. */
export type Order =
  | { readonly load: readonly Call['function'][] }
  | { readonly calls: readonly Call[] }
  | { readonly profile: 'start' | 'stop' };
/** Milliseconds since Node started, and of processor time, when the functions were loaded. */
export interface Loaded {
  readonly loadedMs: number;
  readonly loadedCpuMs: number;
}

const [dist = ''] = process.argv.slice(2);
const handlers = new Map<string, Handler>();
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const load = async (names: readonly string[]): Promise<Loaded> => {
  for (const name of names) {
    const { handler } = await import(pathToFileURL(`${dist}/${name}/index.mjs`).href);
    handlers.set(name, handler);
  }
  return { loadedMs: performance.now(), loadedCpuMs: cpuMs() };
};

const callAll = async (calls: readonly Call[]): Promise<Took> => {
  const times: number[] = [];
  let answerBytes = 0;
  const before = cpuMs();
  for (const { function: name, event } of calls) {
    const start = performance.now();
    const context = { functionName: name, awsRequestId: 'bench', getRemainingTimeInMillis: () => 10_000 };
    const answer = await handlers.get(name)?.(event, context);
    times.push(performance.now() - start);
    if (answer?.statusCode !== 200) throw new Error(`${name} answered ${answer?.statusCode}: ${answer?.body}`);
    answerBytes += answer.body.length;
  }
  return { cpuMs: cpuMs() - before, times, answerBytes };
};

const SAMPLE_MICROSECONDS = 200;
let session: Session | undefined;
const profile = async (order: 'start' | 'stop'): Promise<Profiler.Profile | 'started'> => {
  if (order === 'stop' && session) return (await session.post('Profiler.stop')).profile;
  const inspector = await import('node:inspector/promises');
  session = new inspector.Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS });
  await session.post('Profiler.start');
  return 'started';
};

const obey = (order: Order): Promise<object | string> =>
  'load' in order ? load(order.load) : 'calls' in order ? callAll(order.calls) : profile(order.profile);

process.on('disconnect', () => process.exit());
process.on('message', async (order: Order) => {
  try {
    process.send?.(await obey(order));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  }
});
