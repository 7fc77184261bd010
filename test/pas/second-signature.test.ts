import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { NOW, TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import {
  appealMessage,
  DOCTOR_NPI,
  pasInquiry,
  pasItem,
  pasRequest,
  pasUpdate,
  REVIEWER_NPI,
  reviewMessage,
  signMessage,
} from '../support/pas-messages.ts';
import {
  AUTHORITY,
  actionsOf,
  openPayerDesk,
  type PayerAgent,
  type PayerDesk,
  responseOf,
} from '../support/payer-desk.ts';

let desk: PayerDesk;
let traces = 0;
beforeAll(async () => {
  desk = await openPayerDesk({ reviews: { adoptedPacks: ['own'], authority: AUTHORITY, secondSignature: true } });
});
afterAll(() => desk.close());

const pended = async (items = [pasItem(1)]): Promise<string> => {
  traces += 1;
  return responseOf((await desk.submit(pasRequest({ trace: `second-${traces}`, items }))).body).id;
};
const proposed = async (given: Part = {}, items = [pasItem(1)]): Promise<string> => {
  const id = await pended(items);
  const { status, body } = await desk.review(id, reviewMessage(given));
  expect([status, new Set(Object.values(actionsOf(body)))]).toEqual([200, new Set(['A4'])]);
  return id;
};
const sign = (id: string, given: Part = {}, name: PayerAgent = 'second', headers = {}) =>
  desk.act(id, 'confirm', signMessage(given), name, headers);
const onFile = (id: string) => desk.ports.reviews.get(TENANT.id, id);
const rowOf = async (id: string, query = ''): Promise<Part | undefined> => {
  const { body } = await desk.call('reviewer', `/r4/$reviews?_count=100${query}`, undefined, 'GET');
  return (body.entry ?? []).map(({ resource }: Part) => resource).find((row: Part) => named(row, 'request') === id);
};
const named = (row: Part, name: string): unknown => {
  const { name: _name, ...value } = row.parameter.find((one: Part) => one.name === name) ?? {};
  return Object.values(value)[0];
};

describe('a second signature', () => {
  test('until it is there the request is pended for everybody outside, and its clock runs', async () => {
    const id = await proposed();
    const { body } = await desk.inquire(pasInquiry());
    const told = body.parameter.map(({ resource }: Part) => resource).find((one: Part) => responseOf(one).id === id);
    expect(actionsOf(told)).toEqual({ 1: 'A4' });
    // Nothing of the decision leaks: not its reason, not its reviewer.
    for (const word of ['A test of this year', REVIEWER_NPI, '"A3"']) expect(JSON.stringify(told)).not.toContain(word);
    const row = await rowOf(id, '&waiting=second-signature');
    expect(row && [named(row, 'state'), named(row, 'waitsFor'), named(row, 'due')]).toEqual([
      'pended',
      'second-signature',
      expect.stringMatching(/^2026-/),
    ]);
    expect(await rowOf(id, '&waiting=decision')).toBeUndefined();
    const done = await sign(id);
    expect([done.status, actionsOf(done.body)]).toEqual([200, { 1: 'A3' }]);
    expect(responseOf(done.body).processNote.map(({ text }: Part) => text)).toContain(
      'A second reviewer confirmed it.',
    );
    expect(await rowOf(id)).toBeUndefined();
    const history = (await onFile(id))?.history ?? [];
    expect(history.map(({ kind }) => kind)).toEqual(['received', 'proposed', 'confirmed']);
    for (const npi of [REVIEWER_NPI, '2000000036']) expect(JSON.stringify(history[2])).toContain(npi);
  });

  test('less than asked has its number and its day from the second signature on', async () => {
    const units = { decision: { valueCode: 'A2' }, units: { valuePositiveInt: 1 } };
    const id = await proposed(units);
    desk.time.now = '2026-06-03T15:00:00.000Z';
    const { body } = await sign(id);
    expect(actionsOf(body)).toEqual({ 1: 'A2' });
    const [item] = (await onFile(id))?.items ?? [];
    expect(item?.state).toMatchObject({ is: 'partly-certified', issued: '2026-06-03', authorized: { units: 1 } });
    desk.time.now = NOW;
  });

  test('certified needs none, and takes a proposal with it', async () => {
    const id = await proposed();
    const { body } = await desk.review(id, reviewMessage({ decision: { valueCode: 'A1' } }), 'second');
    expect(actionsOf(body)).toEqual({ 1: 'A1' });
    expect((await sign(id)).status).toBe(409);
  });

  test('not by the same person, the submitter, or who orders', async () => {
    const id = await proposed();
    expect((await sign(id, {}, 'reviewer')).status).toBe(403);
    expect((await sign(id, { reviewerNpi: { valueString: REVIEWER_NPI } })).status).toBe(403);
    expect((await sign(id, { reviewerNpi: { valueString: DOCTOR_NPI } })).status).toBe(403);
    expect((await sign(id, {}, 'ehr')).status).toBe(403);
    expect((await onFile(id))?.version).toBe(2);
  });

  test('given back with a reason it waits for a decision again', async () => {
    const id = await proposed();
    expect((await sign(id, { outcome: { valueCode: 'returned' } })).status).toBe(400);
    const back = { outcome: { valueCode: 'returned' }, text: { valueString: 'The note says otherwise.' } };
    expect((await sign(id, back)).status).toBe(200);
    const row = await rowOf(id);
    expect(row && named(row, 'waitsFor')).toBe('decision');
    expect((await sign(id)).status).toBe(409);
    expect((await desk.review(id, reviewMessage({ text: { valueString: 'Another reason.' } }))).status).toBe(200);
    expect((await sign(id)).status).toBe(200);
  });

  test('one of two services is signed, the other waits', async () => {
    const id = await proposed({}, [pasItem(1), pasItem(2)]);
    const { body } = await sign(id, { item: { valuePositiveInt: 2 } });
    expect(actionsOf(body)).toEqual({ 1: 'A4', 2: 'A3' });
    expect((await sign(id, { item: { valuePositiveInt: 2 }, text: { valueString: 'Again.' } })).status).toBe(409);
    expect(actionsOf((await sign(id)).body)).toEqual({ 1: 'A3', 2: 'A3' });
  });

  test('the same again changes nothing; on an overtaken version it is refused', async () => {
    const id = await proposed();
    expect((await sign(id, {}, 'second', { 'if-match': 'W/"1"' })).status).toBe(412);
    expect((await sign(id)).status).toBe(200);
    expect((await sign(id)).status).toBe(200);
    expect((await onFile(id))?.version).toBe(3);
  });

  test('what comes from the requester meanwhile sets it back', async () => {
    const id = await proposed();
    const update = pasUpdate(`second-${traces}`, { trace: `second-${traces}-more`, items: [pasItem(1), pasItem(2)] });
    expect((await desk.submit(update)).status).toBe(200);
    expect((await sign(id)).status).toBe(409);
  });

  test('after the clock there is none', async () => {
    const id = await proposed();
    desk.time.now = '2026-09-01T12:00:00.000Z';
    expect((await sign(id)).status).toBe(409);
    desk.time.now = NOW;
  });

  test('of an appeal that is upheld: by a third person', async () => {
    const id = await proposed();
    await sign(id);
    expect((await desk.act(id, 'appeal', appealMessage(), 'ehr')).status).toBe(200);
    const third = { reviewerNpi: { valueString: '1999000049' } };
    expect((await desk.review(id, reviewMessage(third), 'second')).status).toBe(403);
    const { token } = await desk.ports.tokens.issue({
      tenant: tenantId(TENANT.id),
      client: 'third',
      scopes: ['reviews.write'],
    });
    const { status } = await desk.ways.direct({
      method: 'POST',
      path: `/r4/Claim/${id}/$review`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
      body: reviewMessage(third),
    });
    expect(status).toBe(200);
    expect((await onFile(id))?.appeal).toBeDefined();
    // Neither of the two who decided first may be the one who confirms that they were right.
    expect((await sign(id)).status).toBe(403);
    expect((await onFile(id))?.items[0]?.state.is).toBe('denied');
  });
});
