import { afterAll, beforeAll, expect, test } from 'vitest';
import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import type { Answered } from '../support/endpoint-harness.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { SENDER, sentBy, subscriptionOf } from '../support/notice-desk.ts';
import { appealMessage, GROUP_NPI, pasRequest, reviewMessage } from '../support/pas-messages.ts';
import { adoptedPack, openPayerDesk, type PayerDesk, responseOf } from '../support/payer-desk.ts';
import { makeOutage, type Outage } from '../support/table-outage.ts';

/** The payer's side and rule packs, with each call of the table refused or lost once. */
const outage = makeOutage();
const ENDPOINT = 'https://notices.example/notify';
let desk: PayerDesk;
beforeAll(async () => {
  outage.expect(0);
  desk = await openPayerDesk({ tenant: { outbound: ['https://notices.example'] } }, outage.prepare);
  const client = { tenant: TENANT.id, use: 'smart', name: 'EHR', keys: [], scopes: ['system/*.cruds'] } as const;
  await desk.ports.clients.put({ ...client, id: 'ehr', senders: [SENDER], organizations: [GROUP_NPI] });
}, 60_000);
afterAll(async () => {
  outage.expect(0);
  // However a call ended, its entry is its caller's, under the caller's name.
  const entries = (await desk.auditItems()).filter(({ access }) => access);
  expect(entries.length).toBeGreaterThan(100);
  const callers = ['ehr', 'author', 'approver', 'reviewer'];
  for (const { access } of entries) {
    expect(access.tenant).toBe(TENANT.id);
    expect(callers).toContain(access.who.name);
  }
  await desk.close();
});

const parameters = (...parameter: readonly Part[]): Part => ({ resourceType: 'Parameters', parameter });
const request = (trace: string): Part => pasRequest({ trace, change: sentBy(SENDER) });
const onFile = async (trace: string): Promise<string> => responseOf((await desk.submit(request(trace))).body).id;
const paper = (trace: string): Part =>
  parameters(
    { name: 'TrackingId', valueIdentifier: { value: trace } },
    { name: 'AttachTo', valueCode: 'preauthorization' },
    { name: 'MemberId', valueIdentifier: { value: 'MBR-471182' } },
    {
      name: 'Attachment',
      part: [
        {
          name: 'Content',
          resource: {
            resourceType: 'DocumentReference',
            status: 'current',
            type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
            content: [{ attachment: { contentType: 'text/plain', data: 'QUJD' } }],
          },
        },
      ],
    },
  );
const uploaded: string[] = [];
/** The next version for each name. */
const packOf = (name: string): unknown => {
  if (!uploaded.includes(name)) uploaded.push(name);
  return writePack(adoptedPack(undefined, `1.${uploaded.indexOf(name) + 1}.0`));
};

/** What is done, each time to something of its own: what has to be there first, and the call. */
interface Story {
  readonly before?: (name: string) => Promise<string>;
  readonly call: (name: string, id: string) => Promise<Answered>;
  readonly status: number;
}
const STORIES: Readonly<Record<string, Story>> = {
  submit: { call: (name) => desk.submit(request(name)), status: 200 },
  inquire: { before: onFile, call: (name) => desk.inquire(request(name)), status: 200 },
  assign: {
    before: onFile,
    call: (_, id) =>
      desk.call('reviewer', `/r4/Claim/${id}/$assign`, parameters({ name: 'assignee', valueString: 'Dana' })),
    status: 200,
  },
  appeal: {
    before: async (name) => {
      const id = await onFile(name);
      await desk.review(id, reviewMessage());
      return id;
    },
    call: (_, id) => desk.act(id, 'appeal', appealMessage(), 'ehr'),
    status: 200,
  },
  'take an appeal back': {
    before: async (name) => {
      const id = await onFile(name);
      await desk.review(id, reviewMessage());
      await desk.act(id, 'appeal', appealMessage(), 'ehr');
      return id;
    },
    call: (_, id) => desk.act(id, 'withdraw-appeal', appealMessage(), 'ehr'),
    status: 200,
  },
  'ask for a conversation': {
    before: onFile,
    call: (_, id) => desk.act(id, 'peer-to-peer', appealMessage(), 'ehr'),
    status: 200,
  },
  case: {
    before: onFile,
    call: (_, id) => desk.call('reviewer', `/r4/Claim/${id}/$case`, undefined, 'GET'),
    status: 200,
  },
  queue: { before: onFile, call: () => desk.call('reviewer', '/r4/$reviews', undefined, 'GET'), status: 200 },
  attach: { before: onFile, call: (name) => desk.call('ehr', '/r4/$submit-attachment', paper(name)), status: 200 },
  'read a subscription': {
    before: async () => (await desk.call('ehr', '/r4/Subscription', subscriptionOf(ENDPOINT))).body.id,
    call: async (_, id) => desk.call('ehr', `/r4/Subscription/${id}`, undefined, 'GET'),
    status: 200,
  },
  'upload a pack': { call: (name) => desk.call('author', '/rules/packs', packOf(name)), status: 201 },
  packs: { call: () => desk.call('author', '/rules/packs', undefined, 'GET'), status: 200 },
};

test.each(Object.entries(STORIES))(
  '%s: 503 whichever table call fails, and asked again it is done',
  async (what, { before = async () => '', call, status }) => {
    const word = what.replaceAll(' ', '-');
    let refused = 0;
    for (const how of ['before', 'after'] satisfies readonly Outage[]) {
      const first = `${word}-${how}`;
      const id = await before(first);
      outage.expect(0, how);
      expect((await call(first, id)).status).toBe(status);
      for (const at of outage.places()) {
        const name = `${word}-${how}-${at}`;
        outage.expect(0);
        const own = await before(name);
        outage.expect(at, how);
        const { status: failed, headers } = await call(name, own);
        if (failed === 503) expect(headers['retry-after']).toBe('1');
        else expect({ at, how, failed }).toEqual({ at, how, failed: status });
        refused += failed === 503 ? 1 : 0;
        outage.expect(0);
        // A pack that was uploaded is answered as it stands.
        expect([status, 200]).toContain((await call(name, own)).status);
      }
    }
    expect(refused).toBeGreaterThan(0);
  },
  120_000,
);

test('what a call wrote before it failed is in the trail with its patient', async () => {
  outage.expect(0);
  const { reviews } = desk.ports;
  const commit: typeof reviews.commit = async (request) => {
    await reviews.commit(request);
    throw new Error('broken');
  };
  Object.assign(desk.harness.ports, { reviews: { ...reviews, commit } });
  const { status } = await desk.submit(request('FAILS-AFTER'));
  Object.assign(desk.harness.ports, { reviews });
  expect(status).toBe(500);
  const [entry, ...more] = (await desk.auditItems())
    .filter(({ access }) => access)
    .filter(({ access }) => access.status === 500);
  expect(more).toEqual([]);
  expect(entry.access).toMatchObject({ door: 'pas-submit', who: { name: 'ehr' }, patients: ['Patient/p1'] });
});
