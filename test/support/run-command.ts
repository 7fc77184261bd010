import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT_FOLDER = fileURLToPath(new URL('../../', import.meta.url));
export const BIN = fileURLToPath(new URL('../../infra/cli/stresspass.mjs', import.meta.url));

export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, one after the other. */
  readonly said: string;
}

/** `npx stresspass <words>` as a script runs it, without a terminal: what it said, and how it ended. */
export const runCommand = (
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandRun> =>
  new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: '1', ...environment };
    const child = execFile(process.execPath, [BIN, ...words], { cwd: ROOT_FOLDER, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr, said: stdout + stderr }),
    );
    child.stdin?.end();
  });

/** What a command that succeeds prints; rejects with all it said where it does not. */
export const runWell = async (
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const { code, stdout, said } = await runCommand(words, environment);
  if (code !== 0) throw new Error(`stresspass ${words.join(' ')} ended with ${code}: ${said}`);
  return stdout;
};
