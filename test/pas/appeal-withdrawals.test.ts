import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW, TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import {
  appealMessage,
  GROUP_NPI,
  pasInquiry,
  pasItem,
  pasRequest,
  reviewMessage,
  SECOND_NPI,
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

const APPEALS = { withinDays: 60, decideWithinDays: 30 };
let desk: PayerDesk;
let traces = 0;
beforeAll(async () => {
  desk = await openPayerDesk({ reviews: { adoptedPacks: ['own'], authority: AUTHORITY, appeals: APPEALS } });
  // Another client of the same group: it sees the request, and did not appeal.
  await desk.ports.clients.put({
    tenant: TENANT.id,
    use: 'smart',
    id: 'stranger',
    name: 'Billing house',
    keys: 'https://keys.example/jwks',
    scopes: ['system/*.cruds'],
    organizations: [GROUP_NPI],
  });
});
afterAll(() => desk.close());

const denied = async (items = [pasItem(1)], at: PayerDesk = desk): Promise<string> => {
  traces += 1;
  const { body } = await at.submit(pasRequest({ trace: `back-${traces}`, items }));
  const { id } = responseOf(body);
  expect((await at.review(id, reviewMessage())).status).toBe(200);
  return id;
};
const appealed = async (...given: Parameters<typeof denied>): Promise<string> => {
  const id = await denied(...given);
  expect((await desk.act(id, 'appeal', appealMessage(), 'ehr')).status).toBe(200);
  return id;
};
const WHY = { text: { valueString: 'The patient had the other test.' } };
const takeBack = (id: string, given: Part = {}, name: PayerAgent = 'ehr', headers = {}) =>
  desk.act(id, 'withdraw-appeal', appealMessage({ ...WHY, ...given }), name, headers);
const onFile = (id: string) => desk.ports.reviews.get(TENANT.id, id);
const caseOf = async (id: string): Promise<Part> =>
  (await desk.call('reviewer', `/r4/Claim/${id}/$case`, undefined, 'GET')).body;
const parts = (body: Part, name: string): readonly Part[] => body.parameter.filter((one: Part) => one.name === name);
const TAKEN_BACK = 'An appeal was taken back; the decision stands.';

test('the decision stands, the clock is gone, and who, when and why are told', async () => {
  const id = await appealed();
  expect(parts(await caseOf(id), 'due')).toHaveLength(1);
  const done = await takeBack(id);
  expect([done.status, actionsOf(done.body), done.headers.etag]).toEqual([200, { 1: 'A3' }, 'W/"4"']);
  const notes = responseOf(done.body).processNote.map(({ text }: Part) => text);
  expect(notes).toContain(TAKEN_BACK);
  expect(notes.join()).not.toContain('is being reviewed');
  const request = await onFile(id);
  expect(request?.appeal).toBeUndefined();
  expect(request?.history.at(-1)).toMatchObject({
    kind: 'appeal-withdrawn',
    at: NOW,
    by: 'ehr',
    says: WHY.text.valueString,
    sequences: [1],
  });
  const found = await caseOf(id);
  expect([parts(found, 'appeal'), parts(found, 'due'), parts(found, 'waitsFor')]).toEqual([[], [], []]);
  expect(parts(found, 'appealable')[0]?.valuePositiveInt).toBe(1);
  expect(JSON.stringify(parts(found, 'event').at(-1))).toMatch(/appeal-withdrawn.*the other test/);
  const { body } = await desk.inquire(pasInquiry());
  const told = body.parameter.map(({ resource }: Part) => resource).find((one: Part) => responseOf(one).id === id);
  expect(responseOf(told).processNote.map(({ text }: Part) => text)).toContain(TAKEN_BACK);
  // Nobody decides on an appeal that is none any more.
  const overturn = reviewMessage({ decision: { valueCode: 'A1' }, reviewerNpi: { valueString: SECOND_NPI } });
  expect((await desk.review(id, overturn, 'second')).status).toBe(409);
});

test('within its window it is appealed again, decided, and not taken back any more', async () => {
  const id = await appealed();
  await takeBack(id);
  expect((await desk.act(id, 'appeal', appealMessage(), 'ehr')).status).toBe(200);
  const overturn = reviewMessage({ decision: { valueCode: 'A1' }, reviewerNpi: { valueString: SECOND_NPI } });
  const { body } = await desk.review(id, overturn, 'second');
  expect(actionsOf(body)).toEqual({ 1: 'A1' });
  expect(JSON.stringify(body)).not.toContain(TAKEN_BACK);
  const { status, body: refusal } = await takeBack(id);
  expect([status, JSON.stringify(refusal)]).toEqual([409, expect.stringContaining('nothing to take back')]);
});

test('sent again it is one, on an overtaken version it is refused', async () => {
  const id = await appealed();
  expect((await takeBack(id, {}, 'ehr', { 'if-match': 'W/"2"' })).status).toBe(412);
  expect((await takeBack(id, {}, 'ehr', { 'if-match': 'W/"3"' })).status).toBe(200);
  expect((await takeBack(id, {}, 'ehr', { 'if-match': 'W/"3"' })).status).toBe(200);
  expect((await onFile(id))?.version).toBe(4);
  expect((await takeBack(id, { text: { valueString: 'Once more.' } })).status).toBe(409);
});

test('by who appealed, or by a reviewer who records it; by nobody else', async () => {
  const id = await appealed();
  const other = await takeBack(id, {}, 'stranger');
  expect([other.status, JSON.stringify(other.body)]).toEqual([403, expect.stringContaining('that appealed')]);
  expect((await takeBack(id, {}, 'author')).status).toBe(403);
  expect((await takeBack(id, {}, 'analyst')).status).toBe(403);
  expect((await onFile(id))?.version).toBe(3);
  expect((await takeBack(id, {}, 'reviewer')).status).toBe(200);
  expect((await takeBack('nothing-here')).status).toBe(404);
});

test('of some items; each keeps who appealed it, and the clock of what is left', async () => {
  const id = await denied([pasItem(1), pasItem(2, '93350', { servicedDate: '2026-07-20' })]);
  const of = (sequence: number) => ({ item: { valuePositiveInt: sequence } });
  await desk.act(id, 'appeal', appealMessage(of(1)), 'ehr');
  desk.time.now = '2026-06-10T15:00:00.000Z';
  expect((await desk.act(id, 'appeal', appealMessage(of(2)), 'stranger')).status).toBe(200);
  expect((await onFile(id))?.appeal).toMatchObject({ by: 'ehr', sequences: [1, 2], due: '2026-07-01' });
  expect((await takeBack(id, of(2))).status).toBe(403);
  const { body } = await takeBack(id);
  expect((await onFile(id))?.appeal).toMatchObject({ by: 'stranger', sequences: [2], due: '2026-07-10' });
  expect(JSON.stringify(body)).toContain('It is due 2026-07-10.');
  expect((await takeBack(id, of(1))).status).toBe(409);
  expect((await takeBack(id, of(9))).status).toBe(400);
  desk.time.now = NOW;
});

test('a decision on it that waits for its second signature is set back', async () => {
  const two = await openPayerDesk({ reviews: { adoptedPacks: ['own'], secondSignature: true, appeals: APPEALS } });
  try {
    const id = await denied([pasItem(1)], two);
    const third = { reviewerNpi: { valueString: '1999000049' } };
    expect((await two.act(id, 'confirm', signMessage(), 'second')).status).toBe(200);
    expect((await two.act(id, 'appeal', appealMessage(), 'ehr')).status).toBe(200);
    const { token } = await two.ports.tokens.issue({ tenant: TENANT.id, client: 'third', scopes: ['reviews.write'] });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' };
    const path = `/r4/Claim/${id}/$review`;
    expect((await two.ways.direct({ method: 'POST', path, headers, body: reviewMessage(third) })).status).toBe(200);
    const waiting = async () => (await two.ports.reviews.get(TENANT.id, id))?.proposals?.length;
    expect(await waiting()).toBe(1);
    expect((await two.act(id, 'withdraw-appeal', appealMessage(), 'ehr')).status).toBe(200);
    expect(await waiting()).toBeUndefined();
  } finally {
    await two.close();
  }
});

test.each([
  [{ text: undefined }, 'text'],
  [{ text: { valueString: '' } }, 'value'],
  [{ when: { valueDate: '2026-06-01' } }, 'name'],
])('without sense it is refused by the element: %j', async (given, element) => {
  const id = await appealed();
  const { status, body } = await takeBack(id, given as Part);
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(element)]);
  expect((await onFile(id))?.version).toBe(3);
});
