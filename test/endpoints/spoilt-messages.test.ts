import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changed, stepsIn, valueAt } from '../fhir/structure-spoil.ts';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { orderMessage, type Part } from '../support/endpoint-messages.ts';
import { POST_ENDPOINTS } from '../support/post-endpoints.ts';

/** What a place of a message is filled with, besides what stands elsewhere in it. */
const ODD = [
  null,
  '',
  ' ',
  0,
  -1,
  1e300,
  true,
  [],
  {},
  [[]],
  [{}],
  { reference: '#' },
  { value: -3 },
  'urn:uuid:0',
  '9999-12-31',
  '0001',
];
const RUNS = 40;
const WRITES = ['Put', 'Update', 'BatchWrite', 'Delete'];

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
  await harness.ways.direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body: orderMessage('known') });
});
afterAll(() => harness.close());

const spoil = (message: Part, first: number, how: number, seed: number): Part => {
  const steps = stepsIn(message);
  const at = steps[first % steps.length]!;
  return changed(message, at, (owner, step) => {
    if (how === 0) Reflect.deleteProperty(owner, step);
    else if (how === 1) owner[step] = structuredClone(valueAt(message, steps[seed % steps.length]!));
    else owner[step] = structuredClone(ODD[seed % ODD.length]);
  });
};

test.each(POST_ENDPOINTS)(
  'whatever is wrong with a message, $name answers it and keeps nothing it refused',
  async (door) => {
    const number = fc.nat(100_000);
    const change = fc.tuple(number, fc.nat(2), number);
    const seen = { answered: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 2 }), async (changes) => {
        const body = changes.reduce<Part>(
          (message, [first, how, seed]) => spoil(message, first, how, seed),
          door.message(),
        );
        let status = 0;
        const calls = await harness.callsOf(async () => {
          status = (await harness.ways.direct({ method: 'POST', path: door.path, body })).status;
        });
        expect([200, 400, 409]).toContain(status);
        seen[status === 200 ? 'answered' : 'refused'] += 1;
        if (status !== 200) expect(Object.keys(calls).filter((name) => WRITES.includes(name))).toEqual([]);
      }),
      { numRuns: RUNS, seed: 20260601 },
    );
    expect(seen.answered).toBeGreaterThan(0);
    expect(seen.refused).toBeGreaterThan(RUNS / 3);
  },
  60_000,
);
