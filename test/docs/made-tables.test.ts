import { describe, expect, test } from 'vitest';
import { behaviorTables, rowsInCode, rowsProven } from './behavior-tables.ts';
import { codeTables, eventSchemas } from './code-tables.ts';
import { isWritten, measuredLines } from './log-lines.ts';
import { readText, sourceOf, stateOf } from './pages.ts';
import { planTables } from './plan-tables.ts';
import { sandboxTables } from './sandbox-tables.ts';

/** Those of the synthesized template are looked at in test/infra, where it is loaded. */
describe('tables of the pages', () => {
  test.each([...behaviorTables(), ...codeTables(), ...planTables(), ...sandboxTables()])(
    '$page, $name: as the code has it, every row with words',
    (table) => {
      expect(table.rows.length).toBeGreaterThan(1);
      const { page, made, wordless } = stateOf(table);
      expect(page === made ? [] : made, 'run npm run docs:tables').toEqual([]);
      expect(wordless).toEqual([]);
    },
  );
});

test('every row the decision table can end in is proven by a test, and so in the page', () => {
  expect([...rowsProven()].sort()).toEqual([...rowsInCode()].sort());
});

test('every event raised has a schema, and every schema an event', () => {
  // A name a file keeps to itself is an event where all it raises is declared in that file.
  const raised = [
    ...sourceOf('shared/app').matchAll(/^export const [A-Z_]+ = '((?:[A-Z][a-z]+){2,})';/gm),
    ...sourceOf('shared/app/submissions').matchAll(/^const [A-Z_]+ = '((?:[A-Z][a-z]+){2,})';/gm),
  ];
  expect(eventSchemas().map(({ schema }) => schema.title)).toEqual(raised.map(([, type]) => type).sort());
});

test('every measured line of the log is written, and so is every one the alarms send people to', () => {
  const [alarms = ''] = readText('docs/runbook.md').split('## What is measured');
  const sentTo = [...alarms.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, name = '']) => name);
  expect(measuredLines().length).toBeGreaterThan(5);
  expect(sentTo.length).toBeGreaterThan(5);
  expect([...measuredLines(), ...sentTo].filter((name) => !isWritten(name))).toEqual([]);
});
