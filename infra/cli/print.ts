import type { Command } from 'commander';

export interface JsonOption {
  readonly json?: boolean;
}

const write = (text: string): void => void process.stdout.write(`${text}\n`);

/** A command's output: lines for people, or with `--json` one JSON value and nothing else. */
export const print = ({ json }: JsonOption, value: unknown, lines: readonly string[]): void =>
  json ? write(JSON.stringify(value, null, 2)) : lines.forEach(write);

export const withJson = (command: Command): Command => command.option('--json', 'print the answer as JSON');
