import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ownClock } from '../support/ahead.ts';

/** How an invocation ended, in Lambda's own terms. */
export type Outcome =
  | { readonly kind: 'response'; readonly value: unknown }
  | { readonly kind: 'error' | 'init-error'; readonly errorType: string; readonly errorMessage: string }
  | { readonly kind: 'timeout' };

export interface EmulatedLambda {
  invoke(event: unknown): Promise<Outcome>;
  /** Everything the function wrote so far. */
  log(): string;
  stop(): Promise<void>;
}

export interface LambdaSettings {
  readonly folder: string;
  readonly handler: string;
  readonly runtimeClient: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

interface Invocation {
  readonly id: string;
  readonly event: unknown;
  readonly end: (outcome: Outcome) => void;
}

/**
 * Lambda's Runtime API over a built bundle in a process of its own, one invocation at a time: init, invoke, error, and a
 * deadline (init not counted) that kills the sandbox; the next invocation then starts a new one. It inherits nothing of
 * our environment but the clock, which the deadline it is told goes by.
 */
export const emulateLambda = async (settings: LambdaSettings): Promise<EmulatedLambda> => {
  const { folder, handler, runtimeClient, environment, timeoutMs = 10_000 } = settings;
  const waiting: Invocation[] = [];
  let asking: ServerResponse | undefined;
  let running: Invocation | undefined;
  let sandbox: ChildProcess | undefined;
  let written = '';

  let deadline: NodeJS.Timeout | undefined;

  const end = (outcome: Outcome): void => {
    clearTimeout(deadline);
    running?.end(outcome);
    running = undefined;
  };
  const handOver = (): void => {
    const next = asking && !running ? waiting.shift() : undefined;
    if (!next) return;
    running = next;
    deadline = setTimeout(() => void kill().then(() => end({ kind: 'timeout' })), timeoutMs);
    asking?.writeHead(200, {
      'lambda-runtime-aws-request-id': next.id,
      'lambda-runtime-deadline-ms': String(Date.now() + timeoutMs),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:000000000000:function:emulated',
    });
    asking?.end(JSON.stringify(next.event));
    asking = undefined;
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, call = ''] = request.url?.split('/2018-06-01/runtime/') ?? [];
    if (call === 'invocation/next') {
      asking = response;
      return handOver();
    }
    const body = JSON.parse(await text(request));
    response.writeHead(202).end('{}');
    if (call === 'init/error') {
      running ??= waiting.shift();
      end({ kind: 'init-error', ...body });
    } else if (call === `invocation/${running?.id}/response`) end({ kind: 'response', value: body });
    else if (call === `invocation/${running?.id}/error`) end({ kind: 'error', ...body });
  };

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const start = (): ChildProcess => {
    const child = spawn(process.execPath, [runtimeClient], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
        LAMBDA_TASK_ROOT: folder,
        _HANDLER: handler,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'emulated',
        AWS_SECRET_ACCESS_KEY: 'emulated',
        ...ownClock(),
        ...environment,
      },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        written += chunk;
      });
    child.once('exit', (code) => {
      if (sandbox !== child) return;
      sandbox = undefined;
      end({ kind: 'error', errorType: 'Runtime.ExitError', errorMessage: `The runtime exited with ${code}.` });
    });
    return child;
  };
  const kill = async (): Promise<void> => {
    const child = sandbox;
    sandbox = undefined;
    asking = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  };

  return {
    invoke: (event) =>
      new Promise((resolve) => {
        waiting.push({ id: randomUUID(), event, end: resolve });
        sandbox ??= start();
        handOver();
      }),
    log: () => written,
    stop: async () => {
      await kill();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
