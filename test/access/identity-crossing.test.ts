import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACTIONS } from './crossing-actions.ts';
import { type CrossingHarness, namedIn, openCrossingHarness, TENANTS } from './crossing-harness.ts';
import { makePair } from './signed.ts';

const turn = fc.record({
  action: fc.constantFrom(...Object.keys(ACTIONS)),
  tenant: fc.constantFrom(...TENANTS),
  other: fc.constantFrom(...TENANTS),
  order: fc.constantFrom('o1' as const, 'o2' as const),
  pick: fc.nat(1_000),
});

const SAYS_NAMES = [
  'assess',
  'submit',
  'decide',
  'status',
  'byPatient',
  'byNumber',
  'byState',
  'answers',
  'audit',
  'orderSign',
  'followUp',
  'days',
  'sheet',
  'pasSubmit',
  'pasInquire',
  'case',
  'packs',
];
/** An order under another tenant's source is never found, nor is another's request; no decision is there to appeal, no payer to ask. */
const NEVER = new Set([
  'statusAtOther',
  'eligibility',
  'assignOthers',
  'caseOfOthers',
  'appeal',
  'appealOthers',
  'withdrawAppealOthers',
  'confirmOthers',
]);
/** What lacks something is neither sent nor taken back: whether a turn meets a whole request is up to chance. */
const EITHER = new Set(['send', 'withdraw']);

const ADDRESSES = [
  /"(?:url|fullUrl)":"https:\/\/stresspass\.clinic\.example(\/r4\/[^"]+)"/g,
  /"content-location":"https:\/\/stresspass\.clinic\.example(\/r4\/[^"]+)"/g,
];
/** Our URLs in a response. */
const addressesIn = (text: string): readonly string[] =>
  ADDRESSES.flatMap((pattern) => [...text.matchAll(pattern)].map(([, path = '']) => path));

/** No trace contains the names of two tenants. */
const checkTraces = async (harness: CrossingHarness): Promise<void> => {
  for (const trace of await harness.traces()) expect(namedIn(trace).length, trace.slice(0, 500)).toBeLessThanOrEqual(1);
};

test('many tenants with the same ids: none sees, changes or leaves a trace in another', async () => {
  const pair = await makePair('ES384', 'k1');
  const told = new Map<string, Set<number>>();
  const ownNames = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 90, maxLength: 90 }), async (turns) => {
      const harness = await openCrossingHarness(pair);
      try {
        for (const { action, ...one } of turns) {
          const answer = await ACTIONS[action]!(one, harness);
          if (!answer) continue;
          if (one.other !== one.tenant || !NEVER.has(action))
            told.set(action, (told.get(action) ?? new Set()).add(answer.status));
          const names = namedIn(answer.text);
          expect(
            names.filter((name) => name !== one.tenant),
            `${action}: ${answer.text}`,
          ).toEqual([]);
          if (names.length) ownNames.add(action);
          for (const path of addressesIn(answer.text)) harness.seen.push(`${one.tenant} ${path}`);
        }
        await checkTraces(harness);
      } finally {
        await harness.close();
      }
    }),
    { numRuns: 16, seed: 21 },
  );
  // Else nothing is proved: endpoints answer, other tenants' URLs are refused, and answers do contain the names
  // searched for.
  for (const action of SAYS_NAMES) expect([...ownNames], action).toContain(action);
  for (const [action, statuses] of [...told].filter(([action]) => !EITHER.has(action)))
    expect(
      [...statuses].some((status) => status < 300),
      action,
    ).toBe(!NEVER.has(action));
  const stolen = [...(told.get('steal') ?? [])];
  expect(stolen).toEqual(expect.arrayContaining([200, 404]));
  // An address of reviewers wants their scope.
  expect(stolen.filter((status) => ![200, 403, 404].includes(status))).toEqual([]);
  expect([...(told.get('notifiedWithOthersSecret') ?? [])]).toContain(401);
}, 240_000);
