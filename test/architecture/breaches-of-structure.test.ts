import { describe, expect, test } from 'vitest';
import { checkLengths, checkSpread } from './rules/budgets.ts';
import { checkHandlers } from './rules/handlers.ts';
import { checkCircles, checkImportDirection } from './rules/import-direction.ts';
import {
  checkDefaultExports,
  checkExportNames,
  checkFileNames,
  checkLooseTypes,
  checkSilencers,
} from './rules/names.ts';
import { checkCorePurity } from './rules/purity.ts';
import type { TreeFile } from './rules/tree.ts';

const file = (path: string, ...lines: readonly string[]): TreeFile => ({ path, text: lines.join('\n') });
const long = (path: string, lines: number): TreeFile => file(path, ...Array.from({ length: lines }, () => ';'));

describe('import direction', () => {
  test.each([
    ['shared/core/a.ts', "import { b } from '../app/b.ts';"],
    ['shared/core/a.ts', "import type { b } from '../codes/b.ts';"],
    ['shared/core/a.ts', "import { readFileSync } from 'node:fs';"],
    ['shared/core/a.ts', "import * as z from 'zod/mini';"],
    ['shared/codes/a.ts', "import { z } from 'zod';"],
    ['shared/fhir/a.ts', "import { b } from '../adapters/b.ts';"],
    ['shared/fhir/a.ts', "export { b } from '../cds-hooks/b.ts';"],
    ['shared/app/a.ts', "import type { Task } from 'fhir/r4';"],
    ['shared/app/a.ts', "const { b } = await import('../adapters/b.ts');"],
    ['shared/adapters/a.ts', "import { b } from '../rule-files/b.ts';"],
    ['shared/http/a.ts', "import { b } from '../core/b.ts';"],
    ['functions/fhir-api/a.ts', "import { b } from '../../shared/adapters/b.ts';"],
    ['functions/fhir-api/a.ts', "import middy from '@middy/core';"],
    ['infra/stack.ts', "import { b } from '../shared/lambda/config.ts';"],
    ['infra/constructs/a.ts', "import { build } from 'esbuild';"],
    ['infra/local/a.ts', "import { b } from '../../shared/core/b.ts';"],
    ['shared/attic/a.ts', ''],
  ])('%s may not say %s', (path, line) => {
    expect(checkImportDirection([file(path, '', line)])).toHaveLength(1);
  });

  test.each([
    ['shared/core/coding/a.ts', "import { b } from '../b.ts';"],
    ['shared/codes/a.ts', "import * as z from 'zod/mini';"],
    ['shared/fhir/write/a.ts', "import type { Task } from 'fhir/r4';"],
    ['shared/adapters/a.ts', "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';"],
    ['functions/fhir-api/index.ts', "import { b } from './b.ts';"],
    ['infra/stack.ts', "import { ROUTES } from '../shared/http/routes/index.ts';"],
    ['infra/cli/a.ts', "import { build } from 'esbuild';"],
  ])('%s may say %s', (path, line) => {
    expect(checkImportDirection([file(path, line)])).toEqual([]);
  });

  test('names the line, also of a multi-line import, and ignores comments', () => {
    const text = ['// import { x } from "aws-sdk"', 'import {', '  b,', "} from '../app/b.ts';"];
    expect(checkImportDirection([file('shared/core/a.ts', ...text)])).toEqual([
      'shared/core/a.ts:4 shared/core may not import ../app/b.ts',
    ]);
  });
});

test('a cycle is found once, through any number of files; a diamond is not one', () => {
  const a = file('shared/core/a.ts', "import { b } from './b.ts';");
  const b = file('shared/core/b.ts', "import type { c } from './c.ts';");
  expect(checkCircles([a, b, file('shared/core/c.ts', "import { a } from './a.ts';")])).toEqual([
    'shared/core/a.ts:1 is in a circle: shared/core/a.ts -> shared/core/b.ts -> shared/core/c.ts -> shared/core/a.ts',
  ]);
  const top = file('shared/core/top.ts', "import { a } from './a.ts';", "import { c } from './c.ts';");
  expect(checkCircles([top, a, b, file('shared/core/c.ts')])).toEqual([]);
});

describe('budgets', () => {
  test.each([
    ['shared/core/a.ts', 200],
    ['functions/fhir-api/a.ts', 25],
    ['test/core/a.test.ts', 300],
    ['vitest.config.ts', 200],
  ])('%s may have %i lines and no more', (path, limit) => {
    expect(checkLengths([long(path, limit)])).toEqual([]);
    expect(checkLengths([long(path, limit + 1)])).toHaveLength(1);
  });

  test('a final line break is not a line', () => {
    expect(checkLengths([file('functions/fhir-api/a.ts', ...Array.from({ length: 25 }, () => ';'), '')])).toEqual([]);
  });

  test('half of a room and nine tenths of it have their own limits', () => {
    const short = Array.from({ length: 8 }, (_, n) => long(`shared/core/s${n}.ts`, 50));
    expect(checkSpread([...short, long('shared/core/a.ts', 120), long('shared/core/b.ts', 200)])).toEqual([]);
    expect(checkSpread([...short, long('shared/core/a.ts', 121), long('shared/core/b.ts', 121)])).toHaveLength(1);
    expect(checkSpread(short.map(({ path }) => long(path, 51)))).toHaveLength(1);
    expect(checkSpread([...short, long('web/pages/a.tsx', 121)])).toHaveLength(2);
  });
});

describe('names', () => {
  test.each(['shared/core/readTask.ts', 'shared/core/read_task.ts', 'shared/Core/a.ts', 'shared/app/date-helper.ts'])(
    '%s is no name for a file',
    (path) => expect(checkFileNames([file(path)])).toHaveLength(1),
  );
  test.each(['shared/utils/a.ts', 'shared/core/common.ts', 'shared/app/record-manager.ts', 'shared/app/data.ts'])(
    '%s says nothing',
    (path) => expect(checkFileNames([file(path)])).toHaveLength(1),
  );
  test.each([
    'shared/codes/data-set.ts',
    'shared/fhir/write/answer/process-notes.ts',
    'vitest.config.ts',
    'test/a.test.ts',
  ])('%s is a name', (path) => expect(checkFileNames([file(path)])).toEqual([]));
  test('exported names', () => {
    expect(checkExportNames([file('a.ts', 'export const data = 1;', 'export class TaskManager {}')])).toHaveLength(2);
    expect(checkExportNames([file('a.ts', 'export const dataSet = 1;')])).toEqual([]);
  });
  test('default exports stand in configuration files only', () => {
    expect(checkDefaultExports([file('shared/a.ts', 'export default 1;')])).toHaveLength(1);
    expect(checkDefaultExports([file('shared/a.ts', 'export { a as default };')])).toHaveLength(1);
    expect(checkDefaultExports([file('vitest.config.ts', 'export default 1;')])).toEqual([]);
  });
  test.each(['const a: any = 1;', 'const a = b as unknown as C;', 'const a = <any>b;', 'f(b as any)'])(
    '%s is a loose type',
    (line) => expect(checkLooseTypes([file('shared/a.ts', line)])).toHaveLength(1),
  );
  test('the compiler is silenced in no file', () => {
    expect(checkSilencers([file('shared/a.ts', '', '// @ts-expect-error later')])).toEqual([
      'shared/a.ts:2 silences the compiler',
    ]);
  });
});

describe('core purity', () => {
  test.each([
    'Date.now()',
    'new Date()',
    'Math.random()',
    'process.env.X',
    "console.log('x')",
    'setTimeout(f, 1)',
    'performance.now()',
    'crypto.randomUUID()',
    'globalThis.x',
    "fetch('x')",
    "import('node:fs')",
  ])('%s is refused', (line) => {
    expect(checkCorePurity([file('shared/core/a.ts', '', line)])[0]).toMatch(/^shared\/core\/a\.ts:2 /);
    expect(checkCorePurity([file('shared/adapters/a.ts', line)])).toEqual([]);
  });
  test.each(['new Date(given)', '// Date.now() is not for us', "const processNote = 'x';"])('%s is fine', (line) => {
    expect(checkCorePurity([file('shared/core/a.ts', line)])).toEqual([]);
  });
});

describe('handlers', () => {
  const route = {
    method: 'GET',
    path: '/r4/metadata',
    function: 'fhir-api',
    handler: 'metadata',
    dialect: 'fhir',
    scope: 'none',
    table: 'none',
  } as const;
  const handler = file('functions/fhir-api/metadata.ts', 'export const metadata: Handler = async () => answer(1);');
  const index = file('functions/fhir-api/index.ts', "import { metadata } from './metadata.ts';");

  test('a route with its handler, listed in the index', () => {
    expect(checkHandlers([route])([handler, index])).toEqual([]);
  });
  test('a route without a handler, an unlisted handler, a handler without a route', () => {
    expect(checkHandlers([route])([index])).toHaveLength(1);
    expect(checkHandlers([route])([handler, file(index.path)])).toHaveLength(1);
    expect(checkHandlers([])([handler, index])).toHaveLength(1);
  });
});
