import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Profiler } from 'node:inspector/promises';
import { LOCAL_TABLE, LOCAL_TENANT } from '../../../infra/local/environment.ts';
import type { Build } from './build.ts';
import type { Call } from './calls.ts';
import type { Table } from './engine.ts';
import type { Loaded, Order, Took } from './run-calls.ts';

/** A build with a table of its own, and the script that runs it. */
export interface Side {
  readonly build: Build;
  readonly table: Table;
  readonly script: string;
}
export interface Running {
  readonly loaded: Loaded;
  call(calls: readonly Call[]): Promise<Took>;
  profileFromHere(): Promise<void>;
  /** Where the time went since. */
  profile(): Promise<Profiler.Profile>;
  stop(): Promise<void>;
}

/** What the stack tells a function, as far as it goes for an engine on this machine. */
const environmentOf = (endpoint: string): Readonly<Record<string, string>> => ({
  PATH: process.env.PATH ?? '',
  TABLE_NAME: LOCAL_TABLE,
  DYNAMODB_ENDPOINT: endpoint,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  QUEUE_URL: 'http://127.0.0.1:9/000000000000/orders',
  HASH_SECRET: 'bench',
  AUTH: 'open',
  DEFAULT_TENANT: LOCAL_TENANT,
  LOG_LEVEL: 'warn',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});

const ask = async <T>(child: ChildProcess, order: Order): Promise<T> => {
  const answered = once(child, 'message');
  const ended = once(child, 'exit').then(() => {
    throw new Error('A process of the bench ended; what it said stands above.');
  });
  child.send(order);
  const [answer] = await Promise.race([answered, ended]);
  ended.catch(() => undefined);
  return answer as T;
};

/** Starts a process and loads these functions in it. @param profiled whether loading is part of its profile */
export const start = async (side: Side, load: readonly Call['function'][], profiled = false): Promise<Running> => {
  const { build, table, script } = side;
  const child = fork(script, [build.dist], {
    execArgv: [],
    cwd: build.folder,
    env: environmentOf(table.endpoint),
    serialization: 'advanced',
  });
  // One for each question that is under way, and few are.
  child.setMaxListeners(0);
  if (profiled) await ask(child, { profile: 'start' });
  return {
    loaded: await ask<Loaded>(child, { load }),
    call: (calls) => ask<Took>(child, { calls }),
    profileFromHere: async () => void (await ask(child, { profile: 'start' })),
    profile: () => ask<Profiler.Profile>(child, { profile: 'stop' }),
    stop: async () => {
      child.removeAllListeners('exit');
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
};
