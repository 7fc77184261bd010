import * as z from 'zod/mini';
import { readJsonFile } from '../read-file.ts';
import { type ExitCode, Refusal } from '../refusal.ts';

/** What the commands read, by the stack's output of the same name: `QUEUE_URL` is `QueueUrl`. */
const VARIABLES = [
  ...['AWS_REGION', 'TABLE_NAME', 'HASH_SECRET', 'TOKEN_SECRET', 'QUEUE_URL', 'DEAD_LETTER_URL', 'UNDELIVERED_URL'],
  ...['EVENT_BUS_NAME', 'AUDIT_STORE', 'PUBLIC_URL'],
];
const outputOf = (variable: string): string =>
  variable.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

const byCdk = z.record(z.string(), z.record(z.string(), z.string()));
const byCloudFormation = z.looseObject({
  Stacks: z.array(
    z.looseObject({
      StackName: z.string(),
      Outputs: z._default(z.array(z.looseObject({ OutputKey: z.string(), OutputValue: z.string() })), []),
    }),
  ),
});

const outputsIn = (content: unknown, stack: string): Readonly<Record<string, string>> | undefined => {
  const described = byCloudFormation.safeParse(content);
  if (described.success) {
    const found = described.data.Stacks.find(({ StackName }) => StackName === stack);
    return found && Object.fromEntries(found.Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  }
  const written = byCdk.safeParse(content);
  return written.success ? written.data[stack] : undefined;
};

/** Quoted for a POSIX shell: nothing in a value is a command. */
const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;

/** Prints `NAME='value'` lines of a deployment. @throws where an output is missing, naming it. */
export const printEnvironment = (file: string, { stack }: { readonly stack: string }): ExitCode => {
  const outputs = outputsIn(readJsonFile(file), stack);
  if (!outputs) throw new Refusal(`${file} holds no outputs of a stack ${stack}; --stack names another.`);
  const missing = VARIABLES.map(outputOf).filter((name) => !outputs[name]);
  if (missing.length) throw new Refusal(`The stack has no output ${missing.join(', ')}: deploy this release first.`);
  for (const variable of VARIABLES) console.log(`${variable}=${quoted(outputs[outputOf(variable)] ?? '')}`);
  return 0;
};
