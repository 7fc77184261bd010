import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { jsonSchemas, schemaOf } from '../../infra/cli/rules/json-schemas.ts';
import { release } from '../../infra/cli/rules/release.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { catalogPathOf, readRuleText } from '../../shared/rule-files/rules-folder.ts';

const FOLDER = new URL('../../rules/', import.meta.url);
const catalog: readonly string[] = JSON.parse(readRuleText('catalog.json'));
const released: Readonly<Record<string, string>> = JSON.parse(readRuleText('released.json'));

describe('the catalog', () => {
  test('lists every dated file, in order, one per line', () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.includes('/') && path.endsWith('.json') && !/^(cases|channels|codes|schema)\//.test(path))
      .map(catalogPathOf)
      .sort();
    expect(catalog).toEqual(files);
    expect(readRuleText('catalog.json').trim().split('\n')).toHaveLength(catalog.length + 2);
  });
  test('has a policy of every payer and of no other', () => {
    const shared = ['benefit-rules', 'definitions', 'programs'];
    const folders = new Set(catalog.map((path) => path.slice(0, path.indexOf('/'))));
    const payers = [...folders].filter((folder) => !shared.includes(folder));
    expect(payers.sort()).toEqual(
      loadRules()
        .payers.map(({ id }) => id)
        .sort(),
    );
  });
});

describe('released files', () => {
  test('have not changed', () => {
    expect(release(catalog, released, readRuleText).moved).toEqual([]);
  });
  test('are complete', () => {
    expect(release(catalog, released, readRuleText).added).toEqual([]);
  });
  test('a changed file is reported, and is not released again', () => {
    const read = (path: string) => (path === catalog[0] ? `${readRuleText(path)} ` : readRuleText(path));
    expect(release(catalog, released, read).moved).toEqual([catalog[0]]);
    expect(release(catalog, released, read).hashes).toEqual(released);
  });
  test('a missing file is reported', () => {
    expect(release(catalog.slice(1), released, readRuleText).moved).toEqual([catalog[0]]);
  });
  test('a new file gets its hash', () => {
    const [first = '', ...rest] = Object.keys(released);
    const without = Object.fromEntries(rest.map((path) => [path, released[path] ?? '']));
    const done = release(catalog, without, readRuleText);
    expect(done.added).toEqual([first]);
    expect(done.hashes).toEqual(released);
  });
});

describe('schemas', () => {
  const schemas = jsonSchemas();
  test.each(Object.entries(schemas))('%s is current', (name, text) => {
    expect(readFileSync(new URL(`schema/${name}`, FOLDER), 'utf8')).toBe(text);
  });
  test('there is no other schema', () => {
    expect(readdirSync(new URL('schema/', FOLDER)).sort()).toEqual(Object.keys(schemas).sort());
  });

  const ajv = new Ajv2020({ strict: false });
  const validatorOf = (path: string) => {
    const name = `${schemaOf(path)}.schema.json`;
    return ajv.getSchema(name) ?? ajv.addSchema(JSON.parse(schemas[name] ?? ''), name).getSchema(name);
  };
  test.each([...catalog, 'payers.json'])('%s is valid against its schema', (path) => {
    const validate = validatorOf(path)!;
    expect(validate(JSON.parse(readRuleText(path))), JSON.stringify(validate.errors)).toBe(true);
  });
  test('a schema refuses what the loader refuses', () => {
    const file = JSON.parse(readRuleText('highmark/2026-01-01.json'));
    file.policies.ecg.priorAuth.value = 'perhaps';
    expect(validatorOf('highmark/2026-01-01.json')!(file)).toBe(false);
  });
});

describe('loading', () => {
  test('reads a payer’s files when first asked for it, and only once', () => {
    const read: string[] = [];
    const rules = loadRules((path) => {
      read.push(path);
      return readRuleText(path);
    });
    expect(read).toEqual(['catalog.json', 'payers.json', 'released.json', 'corrections.json']);
    rules.select('highmark', '2026-05-12');
    expect(read.filter((path) => path.endsWith('/2026-01-01.json') && !path.includes('programs'))).toEqual([
      'highmark/2026-01-01.json',
    ]);
    const before = read.length;
    rules.select('highmark', '2026-06-01');
    expect(read).toHaveLength(before);
  });
  test('gives the same bundle for the same version', () => {
    const rules = loadRules();
    expect(rules.select('highmark', '2026-05-12')).toBe(rules.select('highmark', '2027-05-12'));
  });
  test('has nothing for unknown payers', () => {
    const rules = loadRules();
    for (const id of ['nobody', 'programs', 'definitions', '', '__proto__'])
      expect(rules.select(id, '2026-05-12'), id).toBeUndefined();
  });
  test('a hash identifies the exact content of a bundle', () => {
    const hashes = loadRules()
      .all()
      .map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(hashes.length);
    const path = 'definitions/2024-01-01.json';
    const texts: Readonly<Record<string, string>> = { [path]: `${readRuleText(path)}\n`, 'released.json': '{}' };
    const other = loadRules((asked) => texts[asked] ?? readRuleText(asked));
    other.all().forEach(({ hash }, index) => {
      expect(hash).not.toBe(hashes[index]);
    });
  });
  test('the version changes with the payer directory and the released files', () => {
    const versionWith = (name: string, text: string) =>
      loadRules((path) => (path === name ? text : readRuleText(path))).version;
    const { version } = loadRules();
    expect(loadRules().version).toBe(version);
    expect(versionWith('payers.json', readRuleText('payers.json').replace('"EmblemHealth Inc"', '"Emblem"'))).not.toBe(
      version,
    );
    expect(versionWith('released.json', '{}')).not.toBe(version);
  });
});
