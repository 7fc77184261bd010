import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runProgram } from '../../infra/cli/main.ts';
import { BIN, ROOT_FOLDER, runCommand } from '../support/run-command.ts';

const PATIENCE_MS = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'stresspass-sentences-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'a-file');
writeFileSync(file, 'not JSON');
const DATA_DIR = join(folder, 'data');
const NOWHERE = 'http://localhost:9';

/** A command in this process. Nothing of one that cannot do what it is asked to goes to standard output, nor a stack anywhere. */
const refused = async (words: readonly string[]) => {
  const said: string[] = [];
  const keep = (text: string | Uint8Array) => {
    said.push(String(text));
    return true;
  };
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  const out = vi.spyOn(process.stdout, 'write');
  const code = await runProgram(words);
  const stderr = said.join('');
  expect(out).not.toHaveBeenCalled();
  expect(stderr).not.toMatch(/^ {4}at |Error:/m);
  return { code, stderr };
};
const { DATA_DIR: before } = process.env;
beforeEach(() => {
  process.env.DATA_DIR = DATA_DIR;
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  if (before === undefined) delete process.env.DATA_DIR;
  else process.env.DATA_DIR = before;
});

describe('wrong usage ends with 2 and a sentence', () => {
  test.each([
    [['fly'], "unknown command 'fly'"],
    [['rules', 'chek'], 'Did you mean check?'],
    [['order', 'status'], "missing required argument 'order'"],
    [['order', 'book', 'o1'], "required option '--start <time>' not specified"],
    [['doctor', '--loud'], "unknown option '--loud'"],
    [['ask'], 'A payer and a code are needed: npx stresspass ask --payer'],
    [['ask', '--payer', 'nobody', '--code', '78452'], 'There is no payer "nobody": original-medicare,'],
    [['ask', '--payer', 'medicaid', '--code', 'treadmill'], '"treadmill" is no CPT or HCPCS code.'],
    [['ask', '--payer', 'medicaid', '--code', '78452', '--answer', 'yes'], 'fact=value is needed'],
    [['codes', 'import', 'fees', 'x'], '"fees" is not a kind of file: ptp, mue'],
    [['codes', 'status', '--date', 'today'], 'a day YYYY-MM-DD is needed'],
    [['admin', 'clients', 'remove', 'x', '--use', 'fhir'], 'it can be smart or cds-hooks'],
    [['admin', 'redrive', '--all', '--undelivered'], 'Give one of --list, --id, --all and --undelivered.'],
    [['admin', 'rotate-keys', '--begin', '--finish'], 'Give --begin or --finish, not both.'],
  ])(
    '%j',
    async (words, says) => {
      const { code, stderr } = await refused(words);
      expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
    },
    PATIENCE_MS,
  );
});

describe('what cannot be done ends with 1 and a sentence', () => {
  test.each([
    [['order', 'status', 'o1']],
    [['order', 'book', 'o1', '--start', '2026-12-09T09:00:00Z']],
    [['order', 'decide', 'o1', 'approved']],
    [['claim', 'check', join(ROOT_FOLDER, 'docs/examples/claim.json')]],
    [['worklist', join(ROOT_FOLDER, 'docs/examples/worklist.csv')]],
    [['events', 'send', join(ROOT_FOLDER, 'infra/local/demo/order.json')]],
    [['admin', 'token']],
  ])(
    'no service: %j',
    async (words) => {
      const { code, stderr } = await refused([...words, '--url', NOWHERE]);
      expect([code, stderr]).toEqual([1, `No service answers at ${NOWHERE}. Start one with npm start.\n`]);
    },
    PATIENCE_MS,
  );

  test.each([
    [['admin', 'tenants', 'put', join(folder, 'none.json')], `There is no file ${join(folder, 'none.json')}.`],
    [['claim', 'check', folder], 'is a folder; a file is needed.'],
    [['events', 'send', file], `${file} is not JSON`],
    [['rules', 'diff', 'uhc-commercial@1999-01-01', file], 'There is no version of uhc-commercial on 1999-01-01.'],
    [['codes', 'import', 'ptp', join(folder, 'none')], `There is no file ${join(folder, 'none')}.`],
  ])(
    'a file: %j',
    async (words, says) => {
      const { code, stderr } = await refused(words);
      expect([code, stderr]).toEqual([1, expect.stringContaining(says)]);
    },
    PATIENCE_MS,
  );

  test.each([
    [file, 'a file is in its place'],
    [join(file, 'below'), 'its path goes through a file'],
  ])(
    'the data folder %s',
    async (data, why) => {
      const said = `The data folder ${data} cannot be used: ${why}.`;
      expect(await refused(['admin', 'tenants', 'show', 'demo', '--data-dir', data])).toEqual({
        code: 1,
        stderr: `${said}\n`,
      });
      const { code, stdout } = await runCommand(['doctor', '--data-dir', data]);
      expect([code, stdout]).toEqual([
        1,
        expect.stringMatching(/^PROBLEM {2}data folder +The data folder .* cannot be used/m),
      ]);
    },
    PATIENCE_MS,
  );
});

test(
  'a story that cannot begin is not begun, and the bin ends as its command does',
  async () => {
    const { code, stdout, stderr } = await runCommand(['demo', '--url', NOWHERE], { DATA_DIR }, BIN);
    expect([code, stdout, stderr]).toEqual([1, '', `No service answers at ${NOWHERE}. Start one with npm start.\n`]);
    expect(await runCommand(['rules', 'chek'], {}, BIN)).toMatchObject({ code: 2, stdout: '' });
  },
  PATIENCE_MS,
);

test(
  'a reader who has seen enough is no failure',
  async () => {
    const child = spawn(process.execPath, [BIN, 'rules', 'map', '--format', 'json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const [code] = await once(child, 'exit');
    expect([code, stderr]).toEqual([0, '']);
  },
  PATIENCE_MS,
);

describe('before anything of ours is loaded', () => {
  const run = promisify(execFile);
  const failure = (args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
    run(process.execPath, args).then(
      () => Promise.reject(new Error('it ran')),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );

  test('an old Node is named, with the version that is needed', async () => {
    const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.8' } })";
    const { code, stdout, stderr } = await failure([
      '--import',
      `data:text/javascript,${encodeURIComponent(old)}`,
      BIN,
      'demo',
    ]);
    expect([code, stdout, stderr]).toEqual([1, '', 'Stresspass needs Node 20.19 or newer; this is Node 18.20.8.\n']);
  });

  test('missing packages are named, with what installs them', async () => {
    mkdirSync(join(folder, 'clone/infra/cli'), { recursive: true });
    copyFileSync(join(ROOT_FOLDER, 'package.json'), join(folder, 'clone/package.json'));
    const bin = join(folder, 'clone/infra/cli/stresspass.mjs');
    copyFileSync(BIN, bin);
    const { code, stdout, stderr } = await failure([bin, 'demo']);
    const says = 'The packages of Stresspass are not installed here. Run npm ci in its folder first.\n';
    expect([code, stdout, stderr]).toEqual([1, '', says]);
  });
});
