import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { drawMap, mapAsCsv } from '../../infra/cli/rules/draw-map.ts';
import { openVersion } from '../../infra/cli/rules/open-version.ts';
import { unnamedFiles } from '../../infra/cli/rules/unnamed-files.ts';
import { mapCoverage } from '../../shared/app/search/map-coverage.ts';
import { correctedText, readCorrections } from '../../shared/rule-files/corrections.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { BrokenRuleFile } from '../../shared/rule-files/read-rule-file.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';
import { draftOf, withDrafts } from '../../shared/rule-files/with-drafts.ts';
import { orderMessage } from '../support/endpoint-messages.ts';
import { runCommand } from '../support/run-command.ts';

const PATIENCE_MS = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const run = (command: string, ...words: readonly string[]) => runCommand(['rules', command, ...words]);

const PATH = 'highmark/2026-01-01.json';
const policy = JSON.parse(correctedText(PATH, readRuleText(PATH), readCorrections(readRuleText)));
const next = { ...policy, id: 'highmark-2027-01-01', effectiveFrom: '2027-01-01' };
const free = (evidence?: string) => ({
  ...next,
  policies: { ...next.policies, 'stress-echo': { like: 'mpi', priorAuth: { value: 'not-required', evidence } } },
});

describe('on the command line', () => {
  const draft = write('any-name.json', free('verified'));
  const broken = write('broken.json', free());
  const request = write(
    'order.json',
    JSON.parse(JSON.stringify(orderMessage('o1')).replaceAll('uhc-commercial', 'highmark')),
  );
  test(
    'check takes a draft under any name, and fails where something is wrong with it',
    async () => {
      const good = await run('check', draft);
      expect(good.said).toContain(`${draft} is read as highmark/2027-01-01.json.\n`);
      expect(good.said).toMatch(/\d+ files read: 0 errors, \d+ warnings\.\n$/);
      expect(good.code).toBe(0);
      const bad = await run('check', broken);
      expect(bad.said).toMatch(/highmark\/2027-01-01\.json\n {2}error {4}policies\.stress-echo\.priorAuth\.evidence/);
      expect(bad.code).toBe(1);
    },
    PATIENCE_MS,
  );
  test(
    'diff and simulate tell what the draft changes',
    async () => {
      const diff = await run('diff', 'highmark@2026-05-12', draft);
      expect(diff).toMatchObject({
        code: 0,
        said:
          'highmark-2026-01-01 1.0.0 → highmark-2027-01-01 1.0.0\n\n' +
          'stress-echo: authorization required → not required (from 2027-01-01; verified)\n',
      });
      const simulated = await run('simulate', draft, request);
      expect(simulated.code).toBe(0);
      expect(simulated.said).toContain('order.json, line 1: pa-pend-info → proceed-no-pa\n');
    },
    PATIENCE_MS,
  );
  test.each([
    ['map --format pie', '--format is "pie"; it can be table, csv, json.'],
    ['map --date 2026-02-30', '--date is "2026-02-30"; a day YYYY-MM-DD is needed.'],
    ['map --payer nobody', '--payer: Must be one of'],
    ['diff one', "missing required argument 'after'"],
    ['simulate', "missing required argument 'files'"],
    ['simulate only-requests.json', 'Name a draft policy, and last the requests'],
  ])(
    '%s is refused with a word of help',
    async (line, says) => {
      const { code, said } = await run(...(line.split(' ') as [string]));
      expect(code).toBe(2);
      expect(said).toContain(says);
      expect(said).not.toContain('    at ');
    },
    PATIENCE_MS,
  );
});

describe('the map', () => {
  const mapped = mapCoverage({ date: '2026-05-12', payers: ['medicaid', 'highmark'] }, { rules: loadRules() });
  if (!mapped.ok) throw new Error('There is no map.');
  test('as a table has one row per payer, numbered notes, and counts', () => {
    const lines = drawMap(mapped.value);
    expect(lines.find((line) => line.startsWith('highmark'))).toBe(
      'highmark  not needed V  required V   required V  required V  required V  ask plan I   2026-01-01     2026-11-23',
    );
    expect(lines.find((line) => line.startsWith('medicaid'))).toMatch(
      /^medicaid( +ask plan V){6} .* \[1\] \[2\] \[3\] \[4\]$/,
    );
    expect(lines).toContain('12 cells: 5 rule, 0 old rule, 7 asks, 0 none.');
    expect(lines.find((line) => line.startsWith('[1]'))).toMatch(
      /^\[1\] medicaid, state, stress-echo, mpi, pet, cmr: /,
    );
  });
  test('lists old rules and missing ones', () => {
    const at = (date: string) => {
      const map = mapCoverage({ date, payers: ['highmark'] }, { rules: loadRules() });
      return map.ok ? drawMap(map.value).join('\n') : '';
    };
    expect(at('2028-01-01')).toContain('~required V');
    expect(at('2025-01-01')).toContain('6 cells: 0 rule, 0 old rule, 0 asks, 6 none.');
  });
  test('as CSV has one line per entry, with commas inside quoted cells', () => {
    const lines = mapAsCsv(mapped.value);
    expect(lines).toHaveLength(13);
    expect(lines.find((line) => line.includes(',highmark,Highmark,mpi,'))).toBe(
      '2026-05-12,highmark,Highmark,mpi,rule,required,verified,,highmark-2026-01-01,1.0.0,2026-01-01,,2026-11-23,',
    );
    const [entry] = mapped.value.entries;
    const quoted = mapAsCsv({ ...mapped.value, entries: [{ ...entry!, why: 'One, "two"' }] });
    expect(quoted[1]).toContain(',"One, ""two""",');
  });
});

describe('drafts', () => {
  const text = JSON.stringify(next);
  test('are placed by their content', () => {
    const place = (path: string) => draftOf('x.json', readRuleText(path)).path;
    for (const path of JSON.parse(readRuleText('catalog.json'))) expect(place(path)).toBe(path);
  });
  test.each(['{', '[]', 'null', '{"payer": "x"}', '{"effectiveFrom": "2026-01-01"}'])(
    '%s is not a draft',
    (content) => {
      expect(() => draftOf('x.json', content)).toThrow(BrokenRuleFile);
    },
  );
  test('are added to the released files, or replace them', () => {
    const later = withDrafts(readRuleText, [draftOf('x.json', text)]);
    expect(loadRules(later).select('highmark', '2027-01-01')?.ruleset.id).toBe('highmark-2027-01-01');
    expect(loadRules(later).select('highmark', '2026-12-31')?.ruleset.id).toBe('highmark-2026-01-01');
    const changed = JSON.stringify({ ...policy, version: '9.9.9' });
    const instead = loadRules(withDrafts(readRuleText, [draftOf('x.json', changed)]));
    expect(instead.select('highmark', '2026-05-12')?.ruleset.version).toBe('9.9.9');
  });
});

test('a version is named by payer and date, or by its file; a definitions file is not a version', () => {
  expect(openVersion('highmark@2026-05-12').bundle?.ruleset.id).toBe('highmark-2026-01-01');
  expect(() => openVersion('highmark@2025-05-12')).toThrow('There is no version of highmark on 2025-05-12.');
  const program = fileURLToPath(new URL('../../rules/programs/preop-2024/2024-08-23.json', import.meta.url));
  expect(openVersion(program).program?.id).toBe('preop-2024');
  const words = fileURLToPath(new URL('../../rules/definitions/2024-01-01.json', import.meta.url));
  expect(() => openVersion(words)).toThrow('is part of policies');
});

test('a dated file missing from the catalog is an error', () => {
  const catalog: readonly string[] = JSON.parse(readRuleText('catalog.json'));
  expect(unnamedFiles(catalog)).toEqual([]);
  expect(unnamedFiles(catalog.filter((path) => path !== PATH))).toMatchObject([{ level: 'error', path: PATH }]);
});
