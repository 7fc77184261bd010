import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildClient } from '../../infra/cli/build/build-client.ts';
import { type LocalService, startService } from '../../infra/local/service.ts';
import { hasChromium, openChromium } from '../support/chromium.ts';
import { ROOT_FOLDER } from '../support/run-command.ts';

const PATIENCE_MS = 90_000;
let folder = '';
let service: LocalService;

/** Without blocking: the service answers in this process. */
const run = async (command: string, words: readonly string[], cwd: string): Promise<string> =>
  (await promisify(execFile)(command, words, { cwd })).stdout;

/** As a stranger gets it: packed, and installed from the tarball alone. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stresspass-client-'));
  const [source, user] = [join(folder, 'source'), join(folder, 'user')];
  await Promise.all([mkdir(source), mkdir(user)]);
  for (const file of ['package.json', 'README.md']) await cp(join(ROOT_FOLDER, 'client', file), join(source, file));
  await buildClient(join(source, 'dist'));
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder, '--silent'], source);
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  await writeFile(join(user, 'package.json'), '{"name":"user","private":true,"type":"module"}');
  await run('npm', ['install', '--offline', '--ignore-scripts', '--silent', join(folder, tarball)], user);
  service = await startService({ port: 0, dataDir: ':memory:', auth: 'open' });
}, PATIENCE_MS);
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true, force: true });
});

const installed = () => join(folder, 'user', 'node_modules', '@stresspass', 'client');

test('nothing but itself is installed, and its module imports nothing', async () => {
  const { dependencies, private: isPrivate } = JSON.parse(await readFile(join(installed(), 'package.json'), 'utf8'));
  expect([dependencies, isPrivate]).toEqual([undefined, false]);
  expect(await readdir(join(folder, 'user', 'node_modules'))).toEqual(
    expect.not.arrayContaining(['fhir', '@types', 'zod']),
  );
  expect(await readFile(join(installed(), 'dist', 'index.js'), 'utf8')).not.toMatch(/^import\b|\bfrom ['"]/m);
});

test(
  'its types stand alone, and have no FHIR in them',
  async () => {
    const user = join(folder, 'user');
    await writeFile(
      join(user, 'use.ts'),
      `import { type Client, createClient, type Order, StresspassError } from '@stresspass/client';
const client: Client = createClient({ url: 'http://localhost:3000', fetch });
export const advice = async (): Promise<string> => {
  const { record, determination }: Order = await client.order('1');
  return determination?.advice ?? record.advice;
};
export const isOurs = (error: unknown): boolean => error instanceof StresspassError && error.resolution !== '';
`,
    );
    const compiler = join(ROOT_FOLDER, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = '--noEmit --strict --exactOptionalPropertyTypes --module nodenext --target es2022 --lib es2023,dom';
    const check = (file: string) => run(process.execPath, [compiler, ...options.split(' '), '--types', '', file], user);
    expect(await check('use.ts')).toBe('');
    const wrong = `import type { State } from '@stresspass/client';\nexport const state: State = 'green';\n`;
    await writeFile(join(user, 'wrong.ts'), wrong);
    await expect(check('wrong.ts')).rejects.toThrow();
    const types = join(installed(), 'dist');
    for (const file of await readdir(types, { recursive: true }))
      if (file.endsWith('.d.ts'))
        expect(await readFile(join(types, file), 'utf8')).not.toMatch(/fhir\/r4|node:|@types/);
  },
  PATIENCE_MS,
);

const QUESTION = "{ payer: 'nobody-knows', code: '93351', age: 60, sex: 'male' }";

test('in Node', async () => {
  const program = `
    import { createClient, StresspassError } from '@stresspass/client';
    const client = createClient({ url: '${service.url}' });
    const { advice } = await client.ask(${QUESTION});
    const missing = await client.record('nobody').catch((error) => error);
    console.log(JSON.stringify([advice, missing instanceof StresspassError, missing.status, missing.resolution !== '']));`;
  const said = await run(process.execPath, ['--input-type=module', '-e', program], join(folder, 'user'));
  expect(JSON.parse(said)).toEqual(['ask-plan', true, 404, true]);
});

test.runIf(hasChromium)(
  'in a browser',
  async () => {
    const browser = await openChromium();
    try {
      const page = await browser.newPage();
      const module = await readFile(join(installed(), 'dist', 'index.js'), 'utf8');
      await page.route('**/packed.js', (route) => route.fulfill({ contentType: 'text/javascript', body: module }));
      await page.route('**/packed', (route) =>
        route.fulfill({ contentType: 'text/html', body: '<title>packed</title>' }),
      );
      await page.goto(`${service.url}/packed`);
      const found = await page.evaluate(`import('/packed.js').then(async ({ createClient, StresspassError }) => {
        const client = createClient();
        const { advice } = await client.ask(${QUESTION});
        const missing = await client.record('nobody').catch((error) => error);
        return [advice, missing instanceof StresspassError, missing.status];
      })`);
      expect(found).toEqual(['ask-plan', true, 404]);
    } finally {
      await browser.close();
    }
  },
  PATIENCE_MS,
);
