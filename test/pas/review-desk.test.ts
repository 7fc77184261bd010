import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { pasItem, pasRequest, pasUpdate, reviewMessage } from '../support/pas-messages.ts';
import { AUTHORITY, openPayerDesk, type PayerAgent, type PayerDesk, responseOf } from '../support/payer-desk.ts';

let desk: PayerDesk;
let traces = 0;
beforeAll(async () => {
  desk = await openPayerDesk({ reviews: { adoptedPacks: ['own'], authority: AUTHORITY } });
});
afterAll(() => desk.close());

const send = async (more: Parameters<typeof pasRequest>[0] = {}): Promise<string> => {
  traces += 1;
  const { body } = await desk.submit(pasRequest({ trace: `queue-${traces}`, ...more }));
  return responseOf(body).id;
};
const get = (path: string, headers: Readonly<Record<string, string>> = {}, name: PayerAgent = 'reviewer') =>
  desk.call(name, path, undefined, 'GET', 'direct', headers);
const queue = (query = '') => get(`/r4/$reviews${query}`);
const assign = (id: string, assignee?: string, headers = {}, name: PayerAgent = 'reviewer') =>
  desk.call(
    name,
    `/r4/Claim/${id}/$assign`,
    { resourceType: 'Parameters', ...(assignee ? { parameter: [{ name: 'assignee', valueString: assignee }] } : {}) },
    'POST',
    'direct',
    headers,
  );
const rowsOf = (body: Part): readonly Part[] => (body.entry ?? []).map(({ resource }: Part) => resource);
const part = (row: Part, name: string): Part | undefined => row.parameter.find((one: Part) => one.name === name);
const parts = (row: Part, name: string): readonly Part[] => row.parameter.filter((one: Part) => one.name === name);
const idsOf = (body: Part): readonly string[] => rowsOf(body).map((row) => part(row, 'request')?.valueId);
const saidIn = (group: Part, name: string): unknown => {
  const found = group.part.find((one: Part) => one.name === name) ?? {};
  return Object.entries(found).find(([key]) => key.startsWith('value'))?.[1];
};

describe('the queue', () => {
  test('has what waits for a decision, the soonest clock first, with what a person needs to know', async () => {
    const usual = await send();
    const urgent = await send({
      change: (claim) => {
        claim.priority = { coding: [{ code: 'stat' }] };
      },
    });
    const { status, headers, body } = await queue();
    expect(status).toBe(200);
    expect(headers.etag).toMatch(/^W\/"[0-9a-f]{32}"$/);
    expect(idsOf(body)).toEqual([urgent, usual]);
    const [row] = rowsOf(body) as [Part];
    expect(part(row, 'state')?.valueCode).toBe('pended');
    expect(part(row, 'expedited')?.valueBoolean).toBe(true);
    expect(part(row, 'due')?.valueDateTime < part(rowsOf(body)[1] ?? {}, 'due')?.valueDateTime).toBe(true);
    expect(part(row, 'dueSays')?.valueString).toMatch(/\w/);
    expect(part(row, 'patient')?.valueReference).toEqual({ reference: 'Patient/p1', display: 'Zzyzx, Quillfeather' });
    expect(part(row, 'test')?.valueString).toBe('Stress echo');
    expect([part(row, 'requester')?.valueString, part(row, 'insurer')?.valueString]).toEqual([
      'Heart group',
      'Example Health Plan',
    ]);
    const item = part(row, 'item') ?? {};
    expect(['sequence', 'code', 'start', 'state'].map((name) => saidIn(item, name))).toEqual([
      1,
      '93351',
      '2026-06-15',
      'pended',
    ]);
  });

  test('costs one query and one batch; what did not change, one query', async () => {
    const { headers } = await queue();
    expect(await desk.callsOf(() => queue())).toEqual({ Query: 1, BatchGet: 1 });
    const again = { 'if-none-match': headers.etag ?? '' };
    const calls = await desk.callsOf(async () => expect((await get('/r4/$reviews', again)).status).toBe(304));
    expect(calls).toEqual({ Query: 1 });
    await send();
    expect((await get('/r4/$reviews', again)).status).toBe(200);
  });

  test('any change of a request is told: assigned, decided, updated', async () => {
    const id = await send();
    let { etag = '' } = (await queue()).headers;
    const changed = async (): Promise<void> => {
      const { status, headers } = await get('/r4/$reviews', { 'if-none-match': etag });
      expect(status).toBe(200);
      etag = headers.etag ?? '';
    };
    await assign(id, 'Dr. Okafor');
    await changed();
    await desk.submit(pasUpdate(`queue-${traces}`, { trace: `queue-${traces}-more`, items: [pasItem(1), pasItem(2)] }));
    await changed();
    expect((await desk.review(id, reviewMessage())).status).toBe(200);
    await changed();
    expect(idsOf((await queue()).body)).not.toContain(id);
    const closed = (await queue('?state=closed')).body;
    expect(idsOf(closed)[0]).toBe(id);
    expect(saidIn(part(rowsOf(closed)[0] ?? {}, 'item') ?? {}, 'says')).toBe(
      'A test of this year answers the question.',
    );
  });

  test('page by page nothing is lost or told twice', async () => {
    for (let left = 3; left > 0; left -= 1) await send();
    const all = idsOf((await queue('?_count=100')).body);
    const found: string[] = [];
    for (let path: string | undefined = '/r4/$reviews?_count=2'; path; ) {
      const { body } = await get(path);
      expect(rowsOf(body).length).toBeLessThanOrEqual(2);
      found.push(...idsOf(body));
      const next = body.link.find((one: Part) => one.relation === 'next');
      path = next && new URL(next.url).pathname + new URL(next.url).search;
    }
    expect(found).toEqual(all);
    expect(all.length).toBeGreaterThan(4);
  });

  test.each(['?state=maybe', '?owner=x', '?_cursor=zzz', '?_count=0'])('%s is refused', async (query) => {
    expect((await queue(query)).status).toBe(400);
  });

  test('is for reviewers alone, each of a tenant of its own', async () => {
    const id = await send();
    for (const path of ['/r4/$reviews', `/r4/Claim/${id}/$case`])
      for (const name of ['ehr', 'author'] as const) expect((await get(path, {}, name)).status).toBe(403);
    expect((await assign(id, 'Dr. Okafor', {}, 'ehr')).status).toBe(403);
    const page = await desk.ports.reviews.queue(tenantId('other'), { queue: 'open', limit: 10 });
    expect(page.rows).toEqual([]);
  });
});

describe('who has it', () => {
  test('stands on the request and in its history, and finds it; the same again changes nothing', async () => {
    const id = await send();
    const { status, headers, body } = await assign(id, ' Dr. Okafor ');
    expect([status, part(body, 'assignee')?.valueString]).toEqual([200, 'Dr. Okafor']);
    expect(headers.etag).toBe('W/"2"');
    expect((await assign(id, 'Dr. Okafor')).headers.etag).toBe('W/"2"');
    expect(idsOf((await queue('?assignee=Dr.%20Okafor')).body)).toEqual([id]);
    expect(idsOf((await queue('?assignee=')).body)).not.toContain(id);
    const cleared = await assign(id);
    expect(part(cleared.body, 'assignee')).toBeUndefined();
    const request = await desk.ports.reviews.get(TENANT.id, id);
    expect(request?.history.slice(1)).toMatchObject([
      { kind: 'assigned', by: 'reviewer', assignee: 'Dr. Okafor' },
      { kind: 'assigned', by: 'reviewer' },
    ]);
    expect(request?.items.map(({ state }) => state.is)).toEqual(['pended']);
  });

  test('a stale reader is refused, and so is what is no name', async () => {
    const id = await send();
    await assign(id, 'Lee');
    expect((await assign(id, 'Kim', { 'if-match': 'W/"1"' })).status).toBe(412);
    expect((await assign(id, 'Kim', { 'if-match': 'W/"2"' })).status).toBe(200);
    expect((await assign(id, 'x'.repeat(201))).status).toBe(400);
    expect((await assign('nosuch', 'Kim')).status).toBe(404);
  });

  test('is audited with the patient', async () => {
    const id = await send();
    await assign(id, 'Lee');
    const trail = JSON.stringify(await desk.auditItems());
    expect(trail).toContain(`Prior authorization request ${id}`);
  });
});

describe('a case', () => {
  test('holds what was sent, what the rules asked with source and result, and what was done', async () => {
    const id = await send({ answers: { canExercise: { valueBoolean: true } } });
    await assign(id, 'Lee');
    const { status, headers, body } = await get(`/r4/Claim/${id}/$case`);
    expect([status, headers.etag]).toEqual([200, 'W/"2"']);
    expect(part(body, 'message')?.resource.entry[0].resource.resourceType).toBe('Claim');
    expect(JSON.stringify(part(body, 'message'))).toContain('QuestionnaireResponse');
    const [line] = parts(body, 'line');
    const criteria = line?.extension[0].extension
      .filter(({ url }: Part) => url === 'criterion')
      .map(({ extension }: Part) =>
        Object.fromEntries(extension.map((one: Part) => [one.url, one.valueCode ?? one.valueString])),
      );
    expect(criteria).toContainEqual({
      id: 'OI1',
      result: 'not-met',
      says: 'Symptoms, and the patient cannot exercise.',
      cite: 'Medical policy 7',
      level: 'verified',
    });
    expect(parts(body, 'event').map((one) => saidIn(one, 'what'))).toEqual(['received', 'assigned']);
  });

  test('that is decided says by whom and why; one that is not here is not found', async () => {
    const id = await send();
    await desk.review(id, reviewMessage());
    const { body } = await get(`/r4/Claim/${id}/$case`);
    expect(part(body, 'state')?.valueCode).toBe('decided');
    const reviewed = parts(body, 'event').at(-1) ?? {};
    expect([saidIn(reviewed, 'what'), saidIn(reviewed, 'reviewer')]).toEqual(['reviewed', '2000000028']);
    expect(saidIn(reviewed, 'says')).toBe('A test of this year answers the question.');
    expect((await get('/r4/Claim/nosuch/$case')).status).toBe(404);
  });
});
