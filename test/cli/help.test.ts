import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandsOf, helpOf } from '../../infra/cli/describe-commands.ts';
import { buildProgram } from '../../infra/cli/program.ts';
import { renderCommands } from '../../infra/cli/render-commands.ts';
import { BIN, ROOT_FOLDER, runCommand } from '../support/run-command.ts';

const PATIENCE_MS = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'stresspass-help-'));
const before = process.env.DATA_DIR;
beforeAll(() => {
  process.env.DATA_DIR = join(folder, 'data');
});
afterAll(() => {
  if (before === undefined) delete process.env.DATA_DIR;
  else process.env.DATA_DIR = before;
  rmSync(folder, { recursive: true });
});

const PATHS = commandsOf(buildProgram()).map(({ path }) => path);
const RULES = join(ROOT_FOLDER, 'rules');
const released = () => readFileSync(join(RULES, 'released.json'), 'utf8');

/** The program with the words, in this process: what it printed, and how it would have ended. */
const parse = async (words: readonly string[]) => {
  const program = buildProgram();
  const said: string[] = [];
  const keep = { writeOut: (text: string) => void said.push(text), writeErr: (text: string) => void said.push(text) };
  for (const command of [program, ...commandsOf(program).map((one) => one.command)]) command.configureOutput(keep);
  const code = await program.parseAsync(words, { from: 'user' }).then(
    () => 'it ran',
    (error: { exitCode?: number; code?: string }) => error.exitCode,
  );
  return { code, said: said.join('') };
};

describe('--help', () => {
  test.each(PATHS.map((path) => [path.join(' '), path]))('of %s ends with 0 and runs nothing', async (name, path) => {
    for (const words of [
      [...path, '--help'],
      ['--data-dir', folder, ...path, '-h'],
    ]) {
      const { code, said } = await parse(words);
      expect(code).toBe(0);
      expect(said).toContain(`Usage: stresspass ${name}`);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  test('names only options that exist, each with what it is for', () => {
    for (const { path, command } of commandsOf(buildProgram())) {
      expect(command.description(), path.join(' ')).toMatch(/^\S.*[^.]$/);
      for (const { flags, description } of command.options) expect(description, `${path} ${flags}`).not.toBe('');
    }
  });

  test.each([
    [['--help']],
    [['rules', 'release', '--help']],
    [['rules', 'schema', '-h']],
    [['admin', 'redrive', '--help']],
    [['admin', 'tenants', 'put', 'no-such-file.json', '--help']],
  ])(
    'of the bin itself: %j',
    async (words) => {
      const rules = released();
      const { code, stdout, stderr } = await runCommand(words, { DATA_DIR: join(folder, 'data') }, BIN);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('Usage: stresspass');
      expect([existsSync(join(folder, 'data')), released()]).toEqual([false, rules]);
    },
    PATIENCE_MS,
  );

  test('prints nothing that only a POSIX shell takes', () => {
    const texts = commandsOf(buildProgram()).map(({ command }) => helpOf(command));
    for (const text of texts) expect(text).not.toMatch(/^\s*[A-Z_]+=\S+ \w|\\$|'\{/m);
  });
});

test(
  'npm start -- --help starts nothing either',
  async () => {
    const start = join(ROOT_FOLDER, 'infra/local/start.ts');
    const env = { ...process.env, DATA_DIR: join(folder, 'data') };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', 'tsx', start, '--help'], {
      env,
    });
    expect([stderr, existsSync(join(folder, 'data'))]).toEqual(['', false]);
    expect(stdout).toMatch(/^npm start -- \[--port 3000\]/);
  },
  PATIENCE_MS,
);

test('docs/commands.md is the help of the commands', () => {
  // `npm run docs:commands` fixes this.
  expect(readFileSync(join(ROOT_FOLDER, 'docs', 'commands.md'), 'utf8')).toBe(renderCommands());
});

test('package.json names the bin, and every kept name runs it', () => {
  const { bin, scripts } = JSON.parse(readFileSync(join(ROOT_FOLDER, 'package.json'), 'utf8'));
  expect(join(ROOT_FOLDER, bin.stresspass)).toBe(BIN);
  const paths = PATHS.map((path) => path.join(' '));
  const kept = Object.values<string>(scripts).flatMap(
    (line) => /^node infra\/cli\/stresspass\.mjs (.+)$/.exec(line)?.[1] ?? [],
  );
  expect(kept).toHaveLength(7);
  for (const path of kept) expect(paths).toContain(path);
});
