import { readText, sourceFiles } from './pages.ts';

export interface LogLine {
  /** A name worked out at run time holds its variable part in angle brackets: `<kind>-failed`. */
  readonly message: string;
  readonly level: string;
}

const CALL = /\blog\.(info|warn|error)\(\s*([^,)]+)/g;
const wordsIn = (text: string): readonly string[] =>
  [...text.matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)].map(([, word = '']) => word);
const lastName = (path: string): string => `<${path.trim().split('.').at(-1)}>`;

/** The names a first argument can have: quoted ones, those of a constant of the file, else a pattern. */
const messagesOf = (argument: string, text: string): readonly string[] => {
  if (argument.startsWith('`')) return [argument.slice(1, -1).replace(/\$\{([^}]+)\}/g, (_, path) => lastName(path))];
  const quoted = wordsIn(argument);
  if (quoted.length) return quoted;
  const [, value = ''] = new RegExp(`\\bconst ${argument.trim()} = ([^;]+);`).exec(text) ?? [];
  const constant = wordsIn(value);
  return constant.length ? constant : [lastName(argument)];
};

/** Every line of the log the sources write, by name. */
export const logLines = (): readonly LogLine[] => {
  const found = sourceFiles('shared', 'functions', 'infra/local').flatMap(({ text }) =>
    [...text.matchAll(CALL)].flatMap(([, level = '', argument = '']) =>
      messagesOf(argument, text).map((message) => [message, level] as const),
    ),
  );
  const byName = new Map(found.toSorted(([a], [b]) => a.localeCompare(b)));
  return [...byName].map(([message, level]) => ({ message, level }));
};

/** A line with every number and word a metric may be made of. */
export const EVERY_NUMBER = {
  durationMs: 1,
  count: 1,
  inboxAgeMs: 1,
  intentAgeMs: 1,
  writeBackAgeMs: 1,
  submitAgeMs: 1,
  webhookAgeMs: 1,
  channel: 'x',
  status: 200,
  attempts: 1,
  door: 'x',
  advice: 'x',
  problem: 'x',
};

/** Lines of the log that are metrics too, as the adapter lists them. */
export const measuredLines = (): readonly string[] =>
  [...readText('shared/adapters/measures.ts').matchAll(/^ {2}'?([a-z]+(?:-[a-z]+)*)'?: \[/gm)].map(
    ([, event = '']) => event,
  );

/** Whether some line of the sources can have this name. */
export const isWritten = (name: string): boolean =>
  logLines().some(({ message }) => new RegExp(`^${message.replace(/<\w+>/g, '[a-z-]+')}$`).test(name));
