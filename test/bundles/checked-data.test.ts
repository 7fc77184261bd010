import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleSettings } from '../../infra/cli/build/bundle-settings.ts';
import { copyRules } from '../../infra/cli/build/copy-rules.ts';
import { tablesBeside } from '../../infra/cli/build/tables-beside.ts';
import * as source from '../support/loaders.ts';

const folder = mkdtempSync(join(tmpdir(), 'stresspass-checked-'));
let built: typeof source;

beforeAll(async () => {
  const { metafile } = await build({
    ...bundleSettings,
    plugins: [tablesBeside(folder)],
    entryPoints: ['test/support/loaders.ts'],
    outfile: join(folder, 'loaders.mjs'),
  });
  copyRules(folder, Object.keys(metafile.inputs));
  built = await import(join(folder, 'loaders.mjs'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CODES = JSON.parse(readFileSync(new URL('../../rules/codes/procedures.json', import.meta.url), 'utf8'));

test('code tables are what they are from source, to the order of their members', () => {
  const [there, here] = [built.loadCodebook(), source.loadCodebook()];
  expect(there.version).toBe(here.version);
  for (const name of Object.keys(here) as (keyof typeof here)[])
    expect(JSON.stringify(there[name]), name).toBe(JSON.stringify(here[name]));
  for (const { code } of CODES.procedures)
    expect(JSON.stringify(there.procedure(code))).toBe(JSON.stringify(here.procedure(code)));
});

test('so is every version of every payer, and no file of theirs was checked again', () => {
  const [there, here] = [built.loadRules(), source.loadRules()];
  expect(there.version).toBe(here.version);
  expect(JSON.stringify(there.all())).toBe(JSON.stringify(here.all()));
  expect(JSON.stringify(there.payers)).toBe(JSON.stringify(here.payers));
  expect(readdirSync(join(folder, 'checked')).length).toBeGreaterThan(here.all().length);
});

test('a file of another content is checked as ever', () => {
  const read = (path: string): string => {
    const text = built.readRuleText(path);
    return path === 'payers.json' ? text.replace('"planTypes"', '"planTipes"') : text;
  };
  expect(() => built.loadRules(read)).toThrow('planTipes');
});
