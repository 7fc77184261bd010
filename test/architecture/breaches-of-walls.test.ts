import { describe, expect, test } from 'vitest';
import { checkClock } from './rules/clock.ts';
import { checkUniqueNames, checkUnusedExports } from './rules/exports.ts';
import { checkImportDirection } from './rules/import-direction.ts';
import { crowdedFolders } from './rules/siblings.ts';
import { checkSubRooms } from './rules/sub-rooms.ts';
import type { TreeFile } from './rules/tree.ts';
import { checkWalkthrough } from './rules/walkthrough.ts';

const file = (path: string, ...lines: readonly string[]): TreeFile => ({ path, text: lines.join('\n') });

describe('walls inside a room', () => {
  test.each([
    ['shared/core/model/a.ts', "import { b } from '../decide/b.ts';"],
    ['shared/core/criteria/a.ts', "import type { b } from '../coverage/b.ts';"],
    ['shared/core/explain/a.ts', "import { b } from '../authorization/b.ts';"],
    ['shared/app/ports/a.ts', "import { b } from '../keys/b.ts';"],
    ['shared/app/inbox/a.ts', "import { b } from '../outbox/b.ts';"],
    ['shared/app/assess/a.ts', "const { b } = await import('../inbox/b.ts');"],
    ['shared/core/a.ts', ''],
    ['shared/core/attic/a.ts', ''],
  ])('%s may not say %s', (path, line) => expect(checkSubRooms([file(path, line)])).toHaveLength(1));
  test.each([
    ['shared/core/decide/a.ts', "import { b } from '../model/b.ts';"],
    ['shared/core/answer/a.ts', "import { b } from '../explain/b.ts';"],
    ['shared/core/coding/a.ts', "import { b } from './b.ts';"],
    ['shared/app/inbox/a.ts', "import { b } from '../../core/answer/b.ts';"],
    ['shared/fhir/read/a.ts', "import { b } from '../write/b.ts';"],
  ])('%s may say %s', (path, line) => expect(checkSubRooms([file(path, line)])).toEqual([]));
});

describe('the page and the client', () => {
  test.each([
    ['web/pages/a.tsx', "import { b } from '../../shared/core/model/b.ts';"],
    ['web/pages/a.tsx', "import { b } from 'react';"],
    ['client/a.ts', "import { b } from '../shared/http/b.ts';"],
    ['client/a.ts', "import { b } from 'zod';"],
  ])('%s may not say %s', (path, line) => expect(checkImportDirection([file(path, line)])).toHaveLength(1));
  test.each([
    ['web/pages/a.tsx', "import { b } from '../../client/b.ts';"],
    ['web/pages/a.tsx', "import { b } from 'preact';"],
    ['client/a.ts', "import { b } from './b.ts';"],
  ])('%s may say %s', (path, line) => expect(checkImportDirection([file(path, line)])).toEqual([]));
});

describe('exported names', () => {
  const owner = file('shared/core/model/a.ts', 'export interface Thing {}', 'export const make = 1;');
  test('two owners of one name are reported, whatever it is', () => {
    expect(checkUniqueNames([owner, file('shared/fhir/b.ts', '', 'export type Thing = string;')])).toEqual([
      'shared/fhir/b.ts:2 exports Thing, as shared/core/model/a.ts does',
    ]);
    expect(checkUniqueNames([owner, file('infra/b.ts', 'export type Thing = string;')])).toEqual([]);
    expect(checkUniqueNames([owner, file('shared/fhir/b.ts', '// export type Thing = string;')])).toEqual([]);
  });
  test('a name used only in its own file is not exported', () => {
    const reader = file('shared/app/ports/b.ts', "import { make } from '../../core/model/a.ts';", 'make;');
    expect(checkUnusedExports([owner, reader])).toEqual([
      'shared/core/model/a.ts:1 exports Thing, which no other file uses',
    ]);
    const sameWord = file('shared/app/ports/c.ts', 'const Thing = 1;');
    expect(checkUnusedExports([owner, reader, sameWord])).toHaveLength(1);
    const inTests = file('test/a.test.ts', "import type { Thing } from '../shared/core/model/a.ts';", 'Thing');
    expect(checkUnusedExports([owner, reader, inTests])).toEqual([]);
  });
});

describe('the clock', () => {
  test.each(['Date.now()', 'new Date()', 'performance.now()', 'process.hrtime.bigint()'])(
    '%s is the port’s',
    (line) => {
      expect(checkClock([file('shared/handlers/a.ts', '', line)])[0]).toMatch(/^shared\/handlers\/a\.ts:2 /);
      expect(checkClock([file('functions/fhir-api/a.ts', line)])).toHaveLength(1);
      expect(checkClock([file('shared/adapters/system.ts', line)])).toEqual([]);
    },
  );
  test('parsing a given date is allowed', () => {
    expect(checkClock([file('shared/handlers/a.ts', 'new Date(given)')])).toEqual([]);
  });
});

test('a folder of more than twenty files is reported, tests and data are not', () => {
  const many = (folder: string) => Array.from({ length: 21 }, (_, n) => file(`${folder}/f${n}.ts`));
  expect(crowdedFolders(many('shared/core/model'))).toEqual(['shared/core/model:21 files side by side, more than 20']);
  expect(crowdedFolders(many('shared/core/model').slice(1))).toEqual([]);
  expect(crowdedFolders(many('test/core'))).toEqual([]);
});

describe('the walkthrough', () => {
  const index = file('functions/order-events/index.ts', "import { receive } from './receive.ts';");
  const receive = file('functions/order-events/receive.ts', "import { a } from '../../shared/app/inbox/a.ts';");
  const a = file('shared/app/inbox/a.ts', '');
  const page = (...paths: readonly string[]) =>
    file(
      'docs/walkthrough.md',
      '## A flow',
      '',
      ...paths.map((path, at) => `${at + 1}. [\`${path}\`](../${path}): so.`),
    );
  test('an endpoint, and what it imports', () => {
    expect(checkWalkthrough([index, receive, a, page(receive.path, a.path)])).toEqual([]);
  });
  test('a file nobody before it calls, a file that is gone, too many files, no page', () => {
    expect(checkWalkthrough([index, receive, a, page(a.path)])).toEqual([
      'docs/walkthrough.md:3 shared/app/inbox/a.ts is called by no file before it',
    ]);
    expect(checkWalkthrough([index, receive, page(receive.path, a.path)])).toHaveLength(1);
    const many = Array.from({ length: 13 }, () => receive.path);
    expect(checkWalkthrough([index, receive, page(...many)])).toEqual(['docs/walkthrough.md:1 has more than 12 files']);
    expect(checkWalkthrough([index])).toEqual(['docs/walkthrough.md:1 is missing']);
  });
});
