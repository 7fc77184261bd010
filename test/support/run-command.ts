import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compiledProgram } from './compiled-programs.ts';
import { ROOT_FOLDER } from './root-folder.ts';

export { ROOT_FOLDER };
export const BIN = fileURLToPath(new URL('../../infra/cli/stresspass.mjs', import.meta.url));

export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, one after the other. */
  readonly said: string;
}

export interface CommandProcess {
  /** What it wrote to standard error so far. */
  readonly told: () => string;
  readonly ended: Promise<CommandRun>;
}

/** `npx stresspass <words>` as a script runs it, without a terminal: what it says, and how it ends; by `BIN` where that is what it is about. */
export const startCommand = async (
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  program?: string,
): Promise<CommandProcess> => {
  const file = program ?? (await compiledProgram('stresspass')) ?? BIN;
  const env = { ...process.env, NO_COLOR: '1', ...environment };
  let told = '';
  const ended = new Promise<CommandRun>((resolve) => {
    const child = execFile(process.execPath, [file, ...words], { cwd: ROOT_FOLDER, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr, said: stdout + stderr }),
    );
    child.stderr?.on('data', (chunk) => {
      told += chunk;
    });
    child.stdin?.end();
  });
  return { told: () => told, ended };
};

/** The same, once it has ended. */
export const runCommand = async (...asked: Parameters<typeof startCommand>): Promise<CommandRun> =>
  (await startCommand(...asked)).ended;

/** What a command that succeeds prints; rejects with all it said where it does not. */
export const runWell = async (
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const { code, stdout, said } = await runCommand(words, environment);
  if (code !== 0) throw new Error(`stresspass ${words.join(' ')} ended with ${code}: ${said}`);
  return stdout;
};
