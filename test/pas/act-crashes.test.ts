import { afterAll, beforeAll, expect, test } from 'vitest';
import { TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { deathsOf } from '../support/fault-places.ts';
import { appealMessage, pasRequest, peerOutcome, reviewMessage, signMessage } from '../support/pas-messages.ts';
import { openPayerDesk, type PayerAgent, type PayerDesk, responseOf } from '../support/payer-desk.ts';
import { makeRequestFault } from '../support/request-fault.ts';

const { fault, addFault } = makeRequestFault();
let desk: PayerDesk;
beforeAll(async () => {
  desk = await openPayerDesk(
    { reviews: { adoptedPacks: ['own'], secondSignature: true, appeals: { withinDays: 60 } } },
    addFault,
  );
});
afterAll(() => desk.close());

type Step = readonly [operation: string, body: () => Part, name: PayerAgent];
/** Every act once: each as its own client sends it. */
const STEPS: readonly Step[] = [
  ['peer-to-peer', () => appealMessage(), 'ehr'],
  ['review', () => reviewMessage(), 'reviewer'],
  ['confirm', () => signMessage({ outcome: { valueCode: 'returned' }, text: { valueString: 'No.' } }), 'second'],
  ['review', () => reviewMessage({ text: { valueString: 'Another reason.' } }), 'reviewer'],
  ['confirm', () => signMessage(), 'second'],
  ['peer-to-peer', () => peerOutcome('unchanged'), 'second'],
  ['appeal', () => appealMessage(), 'ehr'],
  ['withdraw-appeal', () => appealMessage(), 'ehr'],
  ['appeal', () => appealMessage({ text: { valueString: 'After all.' } }), 'ehr'],
  [
    'review',
    () => reviewMessage({ decision: { valueCode: 'A1' }, reviewerNpi: { valueString: '1999000049' } }),
    'author',
  ],
];
const KINDS = [
  'received',
  'peer-to-peer-requested',
  'proposed',
  'returned',
  'proposed',
  'confirmed',
  'peer-to-peer-closed',
  'appealed',
  'appeal-withdrawn',
  'appealed',
  'reviewed',
];

const asThird = async (path: string, body: Part) => {
  const { token } = await desk.ports.tokens.issue({ tenant: TENANT.id, client: 'third', scopes: ['reviews.write'] });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' };
  return desk.ways.direct({ method: 'POST', path, headers, body });
};
const send = (id: string, [operation, body, name]: Step) =>
  name === 'author' ? asThird(`/r4/Claim/${id}/$${operation}`, body()) : desk.act(id, operation, body(), name);

/** The story of one request; what dies is an act, not the request itself. */
const play = async (trace: string, at = 0) => {
  const id: string = responseOf((await desk.submit(pasRequest({ trace }))).body).id;
  Object.assign(fault, { at, count: 0 });
  let deaths = 0;
  for (const step of STEPS) {
    let { status, body } = await send(id, step);
    if (status >= 500) {
      deaths += 1;
      ({ status, body } = await send(id, step));
    }
    expect([step[0], status, JSON.stringify(body).slice(0, status === 200 ? 0 : 300)]).toEqual([step[0], 200, '']);
  }
  fault.at = 0;
  const request = await desk.ports.reviews.get(TENANT.id, id);
  return {
    deaths,
    kinds: request?.history.map(({ kind }) => kind),
    version: request?.version,
    state: request?.items[0]?.state.is,
    left: [request?.proposals, request?.appeal, request?.peerToPeer, request?.reconsider],
  };
};
const TOLD = { kinds: KINDS, version: KINDS.length, state: 'certified', left: Array(4).fill(undefined) };

test('killed before or after every write, and sent again: each act is recorded once', async () => {
  const whole = await play('acts-whole');
  const writes = fault.count;
  expect(whole).toEqual({ deaths: 0, ...TOLD });
  // A head for each act, and a result to be told for those a subscriber hears of.
  expect(writes).toBeGreaterThan(STEPS.length);
  for (const { at, when } of deathsOf(writes)) {
    fault.when = when;
    expect({ at, when, ...(await play(`acts-${when}-${at}`, at)) }).toEqual({ at, when, deaths: 1, ...TOLD });
  }
}, 300_000);
