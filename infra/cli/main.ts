import { CommanderError } from 'commander';
import { buildProgram } from './program.ts';
import { type ExitCode, Refusal, sentenceOf } from './refusal.ts';

/** Commander has already printed its message; asking for help is not an error. */
const codeOf = (error: unknown): ExitCode => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  process.stderr.write(`${sentenceOf(error)}\n`);
  return error instanceof Refusal ? error.exitCode : 1;
};

const written = (stream: NodeJS.WriteStream): Promise<void> => new Promise((done) => stream.write('', () => done()));

/** Runs the named command; it prints to standard output and error. */
export const runProgram = async (words: readonly string[]): Promise<ExitCode> => {
  try {
    process.exitCode = 0;
    await buildProgram().parseAsync(words, { from: 'user' });
    return process.exitCode as ExitCode;
  } catch (error) {
    return codeOf(error);
  }
};

/** Runs the command and exits the process: open stores and clients would keep it alive. */
export const main = async (words: readonly string[]): Promise<void> => {
  // A warning for the maintainers, not for users of the command.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  // Whoever reads may have seen enough (`| head`): that is no failure.
  process.stdout.on('error', () => process.exit(0));
  const exitCode = await runProgram(words);
  await Promise.all([written(process.stdout), written(process.stderr)]);
  process.exit(exitCode);
};
