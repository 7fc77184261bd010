import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readScripts, scriptsIn } from '../../infra/local/sandbox/script.ts';
import { PEOPLE_STATES } from '../../shared/core/decide/people-state.ts';
import { ADVICE } from '../../shared/core/model/advice.ts';
import { STATES } from '../../shared/core/model/determination.ts';
import type { EndpointHarness } from '../support/endpoint-harness.ts';
import { openSandbox, type Shown, show } from './perform.ts';

const SCRIPTS = [...scriptsIn('situations'), ...scriptsIn('demo-day')];
let harness: EndpointHarness;
const shown = new Map<string, Shown>();
beforeAll(async () => {
  harness = await openSandbox();
  for (const script of SCRIPTS) shown.set(script.id, await show(script, harness));
}, 120_000);
afterAll(() => harness.close());
const all = (part: keyof Shown) => new Set([...shown.values()].map((one) => one[part]));

describe('situations of the sandbox', () => {
  test.each(SCRIPTS.map((one) => [one.id, one] as const))('%s comes out as its script says', (id, { expect: told }) =>
    expect(shown.get(id)).toEqual(told),
  );
  test('together they bring out every advice', () => expect([...all('advice')].sort()).toEqual([...ADVICE].sort()));
  test('every state of a record', () => expect(all('state')).toEqual(new Set(STATES)));
  test('every state for people, and every answer about a slot', () => {
    expect(all('row')).toEqual(new Set(Object.keys(PEOPLE_STATES)));
    expect(all('answer')).toEqual(new Set(['yes', 'no', 'not-yet', 'cannot-tell']));
  });
});

describe('a file of scripts', () => {
  const [one] = SCRIPTS;
  test.each([
    ['of another version', { schema: 2, scripts: [] }],
    ['with a word it does not know', { schema: 1, scripts: [{ ...one, colour: 'red' }] }],
    ['with a step it does not know', { schema: 1, scripts: [{ ...one, steps: [{ wait: 3 }] }] }],
    ['with one name twice', { schema: 1, scripts: [one, one] }],
  ])('%s is refused', (_what, file) => expect(() => readScripts(JSON.stringify(file))).toThrow());
});
