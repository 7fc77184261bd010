import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { compiledProgram } from './compiled-programs.ts';

const START = fileURLToPath(new URL('../../infra/local/start.ts', import.meta.url));

export interface ServiceProcess {
  readonly url: string;
  readonly pid: number;
  /** All it said so far. */
  readonly said: () => string;
  /** Its exit code, once it is gone. */
  readonly gone: Promise<number | null>;
  /** Sends the signal and gives back the exit code once the process is gone. */
  readonly stop: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number | null>;
}

/** The service compiled for this run of the tests, or from its sources as `npm start` does. */
const programOf = async (fromSources: boolean): Promise<readonly string[]> => {
  const compiled = fromSources ? undefined : await compiledProgram('start');
  return compiled ? [compiled] : ['--import', 'tsx', START];
};

/**
 * `npm start` as a process of its own, without the sandbox's visits unless a test asks for them, ready when this resolves; rejects
 * with what it said when it ends before. In a group of its own a signal reaches whatever it started as well, as from a terminal or
 * a supervisor. `fromSources`: compiled while it starts, for what is about just that.
 */
export const startProcess = async (
  environment: Readonly<Record<string, string>>,
  words: readonly string[] = [],
  { ownGroup = false, fromSources = false }: { readonly ownGroup?: boolean; readonly fromSources?: boolean } = {},
): Promise<ServiceProcess> => {
  const child = spawn(process.execPath, [...(await programOf(fromSources)), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: ownGroup,
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', DEMO_DAY: 'off', ...environment },
  });
  let said = '';
  const gone = once(child, 'exit').then(([code]) => code as number | null);
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk;
      const found = /^Open (http\S+)\nnpx stresspass ask /m.exec(said)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    gone.then((code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    said: () => said,
    gone,
    stop: (signal) => {
      if (ownGroup && child.pid) process.kill(-child.pid, signal);
      else child.kill(signal);
      return gone;
    },
  };
};
