import type { ExitCode } from './refusal.ts';

type Run<Args extends readonly unknown[]> = (...args: Args) => Promise<ExitCode> | ExitCode;

/** Loads what a command needs only when it is run: `--help` stays quick, and touches nothing. */
export const lazily =
  <Args extends readonly unknown[]>(load: () => Promise<Run<Args>>) =>
  async (...args: Args): Promise<void> => {
    const run = await load();
    process.exitCode = await run(...args);
  };
