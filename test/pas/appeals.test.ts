import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOW, TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import {
  appealMessage,
  DOCTOR_NPI,
  pasInquiry,
  pasItem,
  pasRequest,
  pasUpdate,
  peerOutcome,
  reviewMessage,
  SECOND_NPI,
} from '../support/pas-messages.ts';
import {
  AUTHORITY,
  actionsOf,
  errorsOf,
  numbersOf,
  openPayerDesk,
  type PayerAgent,
  type PayerDesk,
  responseOf,
} from '../support/payer-desk.ts';

let desk: PayerDesk;
let traces = 0;
beforeAll(async () => {
  desk = await openPayerDesk({
    reviews: {
      adoptedPacks: ['own'],
      authority: AUTHORITY,
      appeals: { withinDays: 60, decideWithinDays: 30, expeditedWithinHours: 72 },
    },
  });
});
afterAll(() => desk.close());

const pended = async (items = [pasItem(1)], change: (claim: Part) => void = () => undefined): Promise<string> => {
  traces += 1;
  const { body } = await desk.submit(pasRequest({ trace: `appeal-${traces}`, items, change }));
  return responseOf(body).id;
};
const denied = async (...given: Parameters<typeof pended>): Promise<string> => {
  const id = await pended(...given);
  expect((await desk.review(id, reviewMessage())).status).toBe(200);
  return id;
};
const appeal = (id: string, given: Part = {}, name: PayerAgent = 'ehr') =>
  desk.act(id, 'appeal', appealMessage(given), name);
const another = { reviewerNpi: { valueString: SECOND_NPI } };
const onFile = (id: string) => desk.ports.reviews.get(TENANT.id, id);
const caseOf = async (id: string): Promise<Part> =>
  (await desk.call('reviewer', `/r4/Claim/${id}/$case`, undefined, 'GET')).body;
const parts = (body: Part, name: string): readonly Part[] => body.parameter.filter((one: Part) => one.name === name);
const notesOf = (body: Part): readonly string[] => responseOf(body).processNote.map(({ text }: Part) => text);
const queued = async (query: string): Promise<readonly string[]> => {
  const { body } = await desk.call('reviewer', `/r4/$reviews?_count=100${query}`, undefined, 'GET');
  return (body.entry ?? []).map(({ resource }: Part) => parts(resource, 'request')[0]?.valueId);
};

describe('an appeal', () => {
  test('overturned: another reviewer’s act, a number, and the first act stays on file', async () => {
    const id = await denied();
    const filed = await appeal(id);
    expect([filed.status, actionsOf(filed.body)]).toEqual([200, { 1: 'A3' }]);
    expect(filed.headers.etag).toBe('W/"3"');
    expect(notesOf(filed.body).join()).toMatch(/An appeal is being reviewed.*due 2026-07-01/);
    expect(await queued('&waiting=appeal')).toContain(id);
    const found = await caseOf(id);
    expect(parts(found, 'waitsFor').map(({ valueCode }) => valueCode)).toEqual(['appeal']);
    expect(parts(found, 'due')[0]?.valueDateTime).toBe('2026-07-01');
    expect(parts(found, 'appealable')).toEqual([]);
    const done = await desk.review(id, reviewMessage({ decision: { valueCode: 'A1' }, ...another }), 'second');
    expect([done.status, actionsOf(done.body)]).toEqual([200, { 1: 'A1' }]);
    expect(numbersOf(done.body)[0]).toMatch(/^PA-/);
    expect(notesOf(done.body)).toContain('Decided on appeal, by another reviewer than before.');
    const request = await onFile(id);
    expect(request?.history.map(({ kind }) => kind)).toEqual(['received', 'reviewed', 'appealed', 'reviewed']);
    expect(JSON.stringify(request?.history[1])).toContain('"is":"denied"');
    expect(request?.appeal).toBeUndefined();
    expect(await queued('&state=open')).not.toContain(id);
    // An inquiry tells what the appeal made of it.
    const { body } = await desk.inquire(pasInquiry());
    const told = body.parameter.map(({ resource }: Part) => resource).find((one: Part) => responseOf(one).id === id);
    expect(actionsOf(told)).toEqual({ 1: 'A1' });
  });

  test('upheld: the decision stays, with the act of the other reviewer, and is not appealed here again', async () => {
    const id = await denied();
    await appeal(id);
    const done = await desk.review(id, reviewMessage(another), 'second');
    expect([done.status, actionsOf(done.body)]).toEqual([200, { 1: 'A3' }]);
    const again = await appeal(id, { text: { valueString: 'Once more.' } });
    expect([again.status, JSON.stringify(again.body)]).toEqual([409, expect.stringContaining('decided on appeal')]);
  });

  test('upheld in part: number and what is authorized stay as they were', async () => {
    const id = await pended();
    const code = { valueCoding: { system: 'http://www.ama-assn.org/go/cpt', code: '93350' } };
    const { body: first } = await desk.review(id, reviewMessage({ decision: { valueCode: 'A6' }, code }));
    expect((await appeal(id)).status).toBe(200);
    const worse = await desk.review(id, reviewMessage({ ...another, text: { valueString: 'No.' } }), 'second');
    expect([worse.status, JSON.stringify(worse.body)]).toEqual([400, expect.stringContaining('never worse')]);
    const { body } = await desk.review(id, reviewMessage({ decision: { valueCode: 'A6' }, ...another }), 'second');
    expect([actionsOf(body), numbersOf(body)]).toEqual([{ 1: 'A6' }, numbersOf(first)]);
    expect(responseOf(body).addItem[0].productOrService.coding[0].code).toBe('93350');
  });

  test('not by the first reviewer, neither by NPI nor by agent', async () => {
    const id = await denied();
    await appeal(id);
    const overturn = { decision: { valueCode: 'A1' } };
    expect((await desk.review(id, reviewMessage(overturn), 'second')).status).toBe(403);
    expect((await desk.review(id, reviewMessage({ ...overturn, ...another }))).status).toBe(403);
    expect((await onFile(id))?.version).toBe(3);
    expect((await desk.review(id, reviewMessage({ ...overturn, ...another }), 'second')).status).toBe(200);
  });

  test('sent again it is one appeal; another one beside it is refused', async () => {
    const id = await denied();
    expect((await appeal(id)).status).toBe(200);
    expect((await appeal(id)).status).toBe(200);
    expect((await onFile(id))?.version).toBe(3);
    const other = await appeal(id, { text: { valueString: 'Another reason.' } });
    expect([other.status, JSON.stringify(other.body)]).toEqual([409, expect.stringContaining('already')]);
  });

  test('brings documents, and its clock where waiting could do harm', async () => {
    const id = await denied([pasItem(1)], (claim) => {
      claim.priority = { coding: [{ code: 'stat' }] };
    });
    await appeal(id);
    expect((await onFile(id))?.appeal?.due).toBe(new Date(Date.parse(NOW) + 72 * 3_600_000).toISOString());
    const { body } = await desk.submit(pasUpdate(`appeal-${traces}`, { trace: `appeal-${traces}-more` }));
    expect(errorsOf(body)).toEqual(['33']);
  });

  test.each([
    ['a pended request', (): Promise<string> => pended(), 409, 'Only a decision against'],
    [
      'an approval',
      async (): Promise<string> => {
        const id = await pended();
        await desk.review(id, reviewMessage({ decision: { valueCode: 'A1' } }));
        return id;
      },
      409,
      'Only a decision against',
    ],
    ['nothing on file', async (): Promise<string> => 'nothing-here', 404, 'no such request'],
  ] as const)('of %s is refused', async (_, prepare, expected, says) => {
    const { status, body } = await appeal(await prepare());
    expect([status, JSON.stringify(body)]).toEqual([expected, expect.stringContaining(says)]);
  });

  test('on its last day it is taken, a day later not', async () => {
    const [id, late] = [await denied(), await denied()];
    desk.time.now = '2026-07-31T12:00:00.000Z';
    expect(parts(await caseOf(id), 'appealUntil')[0]?.valueDate).toBe('2026-07-31');
    expect((await appeal(id)).status).toBe(200);
    desk.time.now = '2026-08-01T12:00:00.000Z';
    const { status, body } = await appeal(late);
    expect([status, JSON.stringify(body)]).toEqual([409, expect.stringContaining('ended on 2026-07-31')]);
    expect(parts(await caseOf(late), 'appealable')).toEqual([]);
    desk.time.now = '2026-09-15T12:00:00.000Z';
    // After the appeal's own clock it is not upheld any more, and can still be overturned.
    expect((await desk.review(id, reviewMessage(another), 'second')).status).toBe(409);
    const overturned = reviewMessage({ decision: { valueCode: 'A1' }, ...another });
    expect((await desk.review(id, overturned, 'second')).status).toBe(200);
    desk.time.now = NOW;
  });

  test('a stranger finds no request; a reviewer records what came by mail', async () => {
    const id = await denied();
    expect((await appeal(id, {}, 'stranger')).status).toBe(404);
    expect((await appeal(id, {}, 'author')).status).toBe(403);
    expect((await appeal(id, {}, 'reviewer')).status).toBe(200);
  });

  test.each([
    [{ text: undefined }, 'text'],
    [{ text: { valueString: '' } }, 'value'],
    [{ item: { valuePositiveInt: 9 } }, 'item'],
    [{ when: { valueDate: '2026-06-01' } }, 'name'],
  ])('without sense it is refused by the element: %j', async (given, element) => {
    const id = await denied();
    const { status, body } = await appeal(id, given as Part);
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(element)]);
    expect((await onFile(id))?.version).toBe(2);
  });

  test('on a version that was overtaken it is refused', async () => {
    const id = await denied();
    const stale = await desk.act(id, 'appeal', appealMessage(), 'ehr', { 'if-match': 'W/"1"' });
    expect(stale.status).toBe(412);
    expect((await desk.act(id, 'appeal', appealMessage(), 'ehr', { 'if-match': 'W/"2"' })).status).toBe(200);
  });
});

describe('a peer-to-peer conversation', () => {
  const ask = (id: string, name: PayerAgent = 'ehr') => desk.act(id, 'peer-to-peer', appealMessage(), name);
  const close = (id: string, outcome: string, given: Part = {}, name: PayerAgent = 'second') =>
    desk.act(id, 'peer-to-peer', peerOutcome(outcome, given), name);

  test('decides nothing; reconsidered, a reviewer may record a better decision', async () => {
    const id = await denied();
    expect((await ask(id)).status).toBe(200);
    expect(await queued('&waiting=peer-to-peer')).toContain(id);
    const held = await close(id, 'reconsider');
    expect([held.status, actionsOf(held.body)]).toEqual([200, { 1: 'A3' }]);
    expect(await queued('&waiting=peer-to-peer')).toContain(id);
    const { body } = await desk.review(id, reviewMessage({ decision: { valueCode: 'A1' } }));
    expect(actionsOf(body)).toEqual({ 1: 'A1' });
    expect(notesOf(body)).toContain('Decided again after a conversation with a reviewer.');
    expect(await queued('')).not.toContain(id);
    const events = parts(await caseOf(id), 'event').map(({ part }) => JSON.stringify(part));
    expect(events[3]).toMatch(/peer-to-peer-closed.*2000000036|peer-to-peer-closed.*OH-35.54321/);
  });

  test('before a decision it changes nothing but the record; nothing to reconsider then', async () => {
    const id = await pended();
    await ask(id);
    expect((await close(id, 'reconsider')).status).toBe(409);
    const { body, status } = await close(id, 'unchanged');
    expect([status, actionsOf(body)]).toEqual([200, { 1: 'A4' }]);
    expect((await onFile(id))?.peerToPeer).toBeUndefined();
  });

  test('not held, the decision cannot be made again', async () => {
    const id = await denied();
    await ask(id);
    expect((await close(id, 'not-held')).status).toBe(200);
    expect((await desk.review(id, reviewMessage({ decision: { valueCode: 'A1' } }))).status).toBe(409);
  });

  test('its outcome is a reviewer’s, and needs somebody to have asked', async () => {
    const id = await denied();
    expect((await close(id, 'unchanged')).status).toBe(409);
    await ask(id);
    expect((await close(id, 'unchanged', {}, 'ehr')).status).toBe(403);
    expect((await close(id, 'unchanged', { reviewerNpi: { valueString: DOCTOR_NPI } })).status).toBe(403);
    expect((await close(id, 'unchanged', { license: undefined })).status).toBe(400);
    expect((await close(id, 'maybe')).status).toBe(400);
    expect((await ask(id, 'stranger')).status).toBe(404);
    expect((await onFile(id))?.version).toBe(3);
  });

  test('of an approval there is nothing to talk about', async () => {
    const id = await pended();
    await desk.review(id, reviewMessage({ decision: { valueCode: 'A1' } }));
    expect((await ask(id)).status).toBe(409);
  });
});
