import type { ExitCode } from './refusal.ts';

type Run<Args extends readonly unknown[]> = (...args: Args) => Promise<ExitCode> | ExitCode;

/** Loads a command's modules only when it runs, so that `--help` stays fast and has no side effects. */
export const lazily =
  <Args extends readonly unknown[]>(load: () => Promise<Run<Args>>) =>
  async (...args: Args): Promise<void> => {
    const run = await load();
    process.exitCode = await run(...args);
  };
