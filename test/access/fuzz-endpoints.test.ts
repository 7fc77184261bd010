import { describe, expect, test } from 'vitest';
import { makeRandom, seedOf } from '../../infra/cli/falsify/random.ts';
import { fuzz } from '../fuzz/fuzz.ts';
import { judge, judgeLog } from '../fuzz/judge.ts';
import { makeInput } from '../fuzz/make-input.ts';

const inputOf = (seed: number, index: number) => makeInput(makeRandom(seedOf(seed, index)));

/** The long version is `npm run test:fuzz`. */
test('1,500 malformed messages to every endpoint: all answered, none failed, nothing leaked', async () => {
  const { findings, answers } = await fuzz({ seed: 20260601, inputs: 1_500, wholeEvery: 30 });
  expect(findings).toEqual([]);
  const reached = Object.keys(answers);
  for (const door of [
    'assess',
    'eligibility-submit',
    'claim-check',
    'record-decision',
    'answer',
    'bookable',
    'worklist',
  ])
    expect(reached).toContain(door);
  for (const door of ['invoke', 'feedback', 'notify', 'order-event', 'visit-event', 'task-search', 'token'])
    expect(reached).toContain(door);
  for (const door of ['assess', 'eligibility-submit', 'claim-check', 'invoke', 'worklist']) {
    expect(answers[door]?.['200']).toBeGreaterThan(5);
    expect(answers[door]?.['400']).toBeGreaterThan(5);
  }
}, 60_000);

test('a seed makes the same inputs again, another seed others', () => {
  const first = Array.from({ length: 50 }, (_, index) => inputOf(1, index));
  expect(Array.from({ length: 50 }, (_, index) => inputOf(1, index))).toEqual(first);
  expect(Array.from({ length: 50 }, (_, index) => inputOf(2, index))).not.toEqual(first);
});

describe('it would detect', () => {
  const type = 'application/fhir+json';
  const outcome = (text: string, code = 'value') =>
    JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { text } }] });
  test.each([
    ['a failure of ours', 500, outcome('x')],
    ['an answer cut off', 200, '{"resourceType":'],
    ['a refusal without a word', 400, ''],
    ['a refusal that is no OperationOutcome', 400, '{"error":"x"}'],
    ['a code FHIR does not know', 400, outcome('x', 'odd')],
    ['a name in a refusal', 400, outcome('Zzyzx is not here')],
    ['an answer that is not R4', 200, '{"resourceType":"Task","status":"maybe"}'],
  ])('%s', (_, status, text) => {
    expect(judge('assess', { status, type, text }, true)).not.toEqual([]);
  });
  test('a name in the log, and an error in a handler', () => {
    expect(judgeLog(['{"event":"answered","patient":"Zzyzx"}', '{"event":"message-failed"}'])).toHaveLength(2);
    expect(judge('assess', { status: 400, type, text: outcome('x') }, true)).toEqual([]);
  });
});
