import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';

/** An order is cancelled whose approval came to a person: the payer is told by a person, and until then somebody owns it. */
let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const post = async (path: string, body: unknown): Promise<void> => {
  const { status, body: answer } = await harness.ways.direct({ method: 'POST', path, body });
  expect(status, JSON.stringify(answer)).toBe(200);
};
let changes = 0;
const assess = (id: string, status = 'active'): Promise<void> =>
  post(
    '/r4/ServiceRequest/$assess',
    orderMessage(id, (asked) => {
      changes += 1;
      asked.status = status;
      asked.meta = { lastUpdated: new Date(Date.UTC(2026, 5, 1, 10, changes)).toISOString() };
    }),
  );
type Given = NonNullable<Parameters<typeof decisionMessage>[1]>;
let decided = 0;
const record = (id: string, decision: string, given: Given = {}): Promise<void> => {
  decided += 1;
  const receivedAt = new Date(Date.UTC(2026, 5, 1, 5, decided)).toISOString();
  const told: Given = { receivedAt: ['DateTime', receivedAt], source: ['Code', 'phone'], ...given };
  return post(`/r4/ServiceRequest/${id}/$record-decision`, decisionMessage(decision, told));
};
const read = async (path: string): Promise<Part> => (await harness.ways.direct({ method: 'GET', path })).body as Part;
const outputs = async (id: string): Promise<(code: string) => string | undefined> => {
  const all: readonly Part[] = (await read(`/r4/ServiceRequest/${id}/$authorization-status`)).output;
  return (code) => {
    const found = all.find(({ type }) => type.coding[0].code === code);
    return found?.valueCode ?? found?.valueString ?? found?.valueDate;
  };
};
const action = async (id: string): Promise<readonly (string | undefined)[]> => {
  const told = await outputs(id);
  return [told('next-action'), told('owner'), told('next-step')];
};
const NOTHING = ['none', 'none', 'Nothing: the order is cancelled.'];

test.each(['phone', 'portal', 'fax', 'letter'])(
  'approved by %s: the payer is to be told, until it was',
  async (way) => {
    const id = `tell-${way}`;
    const given: Given = { number: ['String', `A-${way}`], source: ['Code', way] };
    await assess(id);
    await record(id, 'approved', given);
    await assess(id, 'revoked');
    const told = await outputs(id);
    expect([told('next-action'), told('owner'), told('state')]).toEqual(['tell-payer', 'scheduler', 'no']);
    expect(told('next-step')).toContain(`authorization A-${way} is not needed any more`);
    expect(told('channel')).toMatch(/^(portal|phone|fax|ask-plan)$/);
    expect(told('channel-says')).not.toBeUndefined();
    await record(id, 'cancelled', { number: ['String', `A-${way}`] });
    expect(await action(id)).toEqual(NOTHING);
    expect((await outputs(id))('channel-says')).toBeUndefined();
  },
);

test('it is on the list of its day with the same owner, and leaves it once the payer was told', async () => {
  const rows = async (): Promise<readonly Part[]> => {
    const day = (await outputs('listed'))('service-date');
    const { entry = [] } = await read(`/r4/$worklist?date=${day}`);
    return entry
      .map(({ resource }: Part) => resource)
      .filter((one: Part) => JSON.stringify(one).includes('ServiceRequest/listed'));
  };
  await assess('listed');
  await record('listed', 'approved', { number: ['String', 'A-LISTED'] });
  await assess('listed', 'revoked');
  const [row] = await rows();
  expect(JSON.stringify(row)).toContain('"tell-payer"');
  expect(JSON.stringify(row)).not.toContain('"order-again"');
  await record('listed', 'cancelled', { number: ['String', 'A-LISTED'] });
  expect(await rows()).toEqual([]);
});

test('asked for by phone and not decided: the request is named by its case', async () => {
  await assess('pended');
  await record('pended', 'pended', { number: ['String', 'C-1'], numberKind: ['Code', 'case'] });
  await assess('pended', 'revoked');
  expect((await action('pended'))[2]).toContain('request case C-1 is not needed any more');
  // What is cancelled without an authorization number is all of it.
  await record('pended', 'cancelled');
  expect(await action('pended')).toEqual(NOTHING);
});

test.each([
  ['nothing was asked for', async () => undefined],
  ['denied', (id: string) => record(id, 'denied')],
  ['none required', (id: string) => record(id, 'not-required')],
  [
    'approved, then cancelled before the order was',
    async (id: string) => {
      await record(id, 'approved', { number: ['String', 'A-GONE'] });
      await record(id, 'cancelled', { number: ['String', 'a-gone'] });
    },
  ],
] as const)('%s: nothing is left to do', async (name, happened) => {
  const id = name.replaceAll(/\W+/g, '-');
  await assess(id);
  await happened(id);
  await assess(id, 'revoked');
  expect(await action(id)).toEqual(NOTHING);
});

test('two numbers: the one that is still held is named', async () => {
  await assess('two');
  await record('two', 'approved', { number: ['String', 'A-ONE'] });
  await record('two', 'approved', { number: ['String', 'A-TWO'] });
  await assess('two', 'entered-in-error');
  expect((await action('two'))[2]).toContain('A-ONE, A-TWO');
  await record('two', 'cancelled', { number: ['String', 'A-ONE'] });
  expect((await action('two'))[2]).toContain('authorization A-TWO is');
});
