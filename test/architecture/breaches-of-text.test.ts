import { describe, expect, test } from 'vitest';
import { checkEnvironmentReader, checkNoKnownIds, checkNoLocalBranch, checkTableKeys } from './rules/confinement.ts';
import { checkExampleDates } from './rules/example-dates.ts';
import { checkLockFile } from './rules/lock-file.ts';
import {
  checkDescriptors,
  checkMachinePaths,
  checkOutsideCitations,
  checkPromises,
  checkRegistryHosts,
} from './rules/plain-text.ts';
import { checkCitations, checkCommands, checkLinks, checkScripts } from './rules/readme.ts';
import { readTree, type TreeFile } from './rules/tree.ts';

const file = (path: string, ...lines: readonly string[]): TreeFile => ({ path, text: lines.join('\n') });
const shared = (...lines: readonly string[]): readonly TreeFile[] => [file('shared/app/a.ts', ...lines)];

test('the tree read here is this checkout, without what is ignored', () => {
  const paths = readTree().map(({ path }) => path);
  expect(paths).toContain('shared/http/routes/index.ts');
  expect(paths.filter((path) => /^(node_modules|dist|\.git)\//.test(path))).toEqual([]);
});

describe('where it runs', () => {
  test.each([
    'if (local) return;',
    'if (!isLocal) return;',
    'if (config.local && x) return;',
    'const a = local ? 1 : 2;',
    "x.NODE_ENV === 'test'",
  ])('%s is refused', (line) => expect(checkNoLocalBranch(shared(line))).toHaveLength(1));
  test.each([
    'if (local.length > 0) return;',
    '// if (local) never',
    'if (rows.some(isLocal)) return;',
    'a.localeCompare(b)',
  ])('%s is fine', (line) => expect(checkNoLocalBranch(shared(line))).toEqual([]));
});

test('the environment has one reader', () => {
  expect(checkEnvironmentReader(shared('', 'process.env.TABLE_NAME'))).toEqual([
    'shared/app/a.ts:2 only shared/lambda/config.ts reads the environment: process.env',
  ]);
  expect(checkEnvironmentReader([file('shared/lambda/config.ts', 'process.env')])).toEqual([]);
});

test.each(["const sk = 'HEAD';", 'const pk = `T#1`;', "{ gsi1: 'gsi1pk' }", "pk.startsWith('INTENT#')"])(
  'a key of the table in another file: %s',
  (line) => {
    expect(checkTableKeys(shared(line))).toHaveLength(1);
    expect(checkTableKeys([file('shared/adapters/dynamodb/table.ts', line)])).toEqual([]);
  },
);

describe('ids known by name', () => {
  const payers = file('rules/payers.json', '{"payers":[{"id":"highmark"},{"id":"medicaid"}]}');
  test.each(["payer === 'highmark'", "tenant = 'demo'", "case 'p07':"])('%s is refused', (line) =>
    expect(checkNoKnownIds([...shared(line), payers])).toHaveLength(1),
  );
  test('a payer named like a plan type may be meant as the plan type', () => {
    expect(checkNoKnownIds([...shared("planType === 'medicaid'"), payers])).toEqual([]);
  });
});

describe('the lock file', () => {
  const lock = (packages: object) => [file('package-lock.json', JSON.stringify({ packages }, undefined, 1))];
  test('an optional binary without an entry', () => {
    const wants = { 'node_modules/a': { optionalDependencies: { 'a-darwin': '1.0.0' } } };
    expect(checkLockFile(lock(wants))).toEqual([
      'package-lock.json:3 node_modules/a wants a-darwin, which has no entry',
    ]);
    expect(checkLockFile(lock({ ...wants, 'node_modules/a-darwin': {} }))).toEqual([]);
    expect(checkLockFile(lock({ ...wants, 'node_modules/a/node_modules/a-darwin': {} }))).toEqual([]);
    expect(checkLockFile(lock({ ...wants, 'node_modules/b/node_modules/a-darwin': {} }))).toHaveLength(1);
  });
  test('an entry that names where it came from; no lock file at all', () => {
    expect(checkLockFile(lock({ 'node_modules/a': { resolved: 'https://packages.example/a.tgz' } }))).toHaveLength(1);
    expect(checkLockFile([])).toHaveLength(1);
  });
});

test.each([
  [checkPromises, '// TODO: later'],
  [checkMachinePaths, "const at = '/home/someone/checkout';"],
  [checkRegistryHosts, `fetch('https://${['registry', 'npmjs', 'org'].join('.')}/x')`],
  [checkOutsideCitations, '/** As the sheet has it. */'],
  [checkOutsideCitations, '/** Section 2.1 of the rule sheet. */'],
  [checkOutsideCitations, "/** The contract's table. */"],
  [checkOutsideCitations, '// see reference/rules.md'],
  [checkOutsideCitations, '// as design/plan.md wants'],
  [checkDescriptors, 'says: "a test with maximal or submaximal effort"'],
])('%o finds %s', (rule, line) => {
  expect(rule([file('shared/codes/a.ts', '', line)])[0]).toMatch(/^shared\/codes\/a\.ts:2 /);
  expect(rule([file('shared/codes/a.ts', 'const ok = 1;')])).toEqual([]);
});

test.each(["import a from '../work/a.ts';", 'GET /r4/home/x', 'https://a.example/home/x', '../work/x'])(
  'no path of a machine: %s',
  (line) => expect(checkMachinePaths([file('shared/codes/a.ts', line)])).toEqual([]),
);

test.each(['// priced by the contractor', "const at = 'Patient.reference/x';", '// a reference to the order'])(
  'no citation: %s',
  (line) => expect(checkOutsideCitations([file('shared/codes/a.ts', line)])).toEqual([]),
);

describe('guides', () => {
  const manifest = file('package.json', '{"scripts":{"test":"vitest run","build":"x"}}');
  test('commands and scripts agree both ways', () => {
    expect(checkScripts([manifest, file('README.md', '`npm test`', '`npm run build`')])).toEqual([]);
    expect(checkScripts([manifest, file('README.md', '`npm test`')])).toEqual([
      'package.json:1 script build is in no guide',
    ]);
    expect(checkScripts([manifest, file('README.md', 'npm test', 'npm run build', 'npm run fly')])).toEqual([
      'README.md:3 npm run fly does not exist',
    ]);
    expect(
      checkScripts([manifest, file('README.md', '`npm test`'), file('docs/develop.md', '`npm run build`')]),
    ).toEqual([]);
    expect(checkScripts([manifest])).toHaveLength(1);
  });
  test('what is called a command is one', () => {
    const page = file(
      'docs/commands.md',
      '## npx stresspass rules',
      '### npx stresspass rules check',
      '## npx stresspass ask',
    );
    const saying = (line: string) => [page, file('docs/a.md', line), file('infra/cli/a.ts', `say('${line}');`)];
    for (const good of [
      '`npx stresspass`',
      'npx stresspass rules',
      'npx stresspass rules check draft.json',
      'npx stresspass ask --code 1',
    ])
      expect(checkCommands(saying(good)), good).toEqual([]);
    for (const bad of ['npx stresspass fly', 'npx stresspass rules fly', 'npx stresspass ruled'])
      expect(checkCommands(saying(bad)), bad).toEqual([
        `docs/a.md:1 ${bad} does not exist`,
        `infra/cli/a.ts:1 ${bad} does not exist`,
      ]);
    expect(checkCommands([file('docs/a.md', 'npx stresspass ask')])).toEqual(['docs/commands.md:1 is missing']);
  });
  test('links point to files and headings', () => {
    const deploy = file('docs/deploy.md', '# Deploy', '## Roll back (fast)');
    const guide = (link: string) => [deploy, file('README.md', '', `see [it](${link})`)];
    for (const good of ['docs/deploy.md', 'docs', 'docs/deploy.md#roll-back-fast', 'https://a.example/'])
      expect(checkLinks(guide(good)), good).toEqual([]);
    for (const bad of ['docs/gone.md', 'docs/deploy.md#update', '#nowhere'])
      expect(checkLinks(guide(bad)), bad).toEqual([`README.md:2 leads nowhere: ${bad}`]);
  });
  test('what a comment cites exists', () => {
    const guide = file('docs/behavior.md', '# Behavior', '## Three values');
    const cites = (page: string) => [guide, file('shared/core/a.ts', '', `/** See ${page}. */`)];
    for (const good of ['docs/behavior.md', 'docs/behavior.md#three-values'])
      expect(checkCitations(cites(good)), good).toEqual([]);
    for (const bad of ['docs/gone.md', 'docs/behavior.md#four-values'])
      expect(checkCitations(cites(bad))).toEqual([`shared/core/a.ts:2 leads nowhere: ${bad}`]);
  });
});

describe('dates of examples and seeds', () => {
  const posted = (text: string) => checkExampleDates([file('docs/examples/x.json', text)]);
  test.each([
    '"end": "2026-12-31"',
    '"start": "2026-12-09T09:00:00-05:00"',
    '"created": "2027-01"',
    'o1,2026-12-09T09:00,93351',
  ])('%s is refused', (line) => expect(posted(line)).toHaveLength(1));
  test.each([
    '"birthDate": "1968-04-17"',
    '"start": "2026-01-01"',
    '"start": "2099-11-04T09:00:00-05:00"',
    'urn:uuid:7d1c0a10-0000-4000-8000-000000000007',
  ])('%s is fine', (line) => expect(posted(line)).toEqual([]));

  const seeded = (text: string) => checkExampleDates([file('infra/local/seed.ts', text)]);
  test.each([
    "{ start: '2026-01-01', end: '2026-12-31', status: 'active' }",
    "const BOOKED = '2026-12-09T09:00:00-05:00';",
  ])('%s is refused', (line) => expect(seeded(line)).toHaveLength(1));
  test.each([
    "{ birthDate: '1950-05-05', start: '2026-01-01', status: 'active' }",
    "{ start: '2026-01-01', end: '2026-03-31', status: 'terminated' }",
    '/** As `2026-05-12`. */',
  ])('%s is fine', (line) => expect(seeded(line)).toEqual([]));
});
