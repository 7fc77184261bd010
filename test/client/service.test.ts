import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, createClient, type Exchange, StresspassError } from '../../client/index.ts';
import { type LocalService, startService } from '../../infra/local/service.ts';
import { inDays } from '../support/days.ts';

const ROOT = new URL('../../', import.meta.url);
const fileOf = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const ORDER = 'demo-order-1';

let service: LocalService;
let client: Client;
const exchanges: Exchange[] = [];

/** The real service and the real client: nothing between them is written down here. */
beforeAll(async () => {
  service = await startService({ port: 0, dataDir: ':memory:', auth: 'open' });
  await fetch(`${service.url}/r4/ServiceRequest/$assess`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body: fileOf('infra/local/demo/order.json'),
  });
  client = createClient({ url: service.url, observe: (one) => exchanges.push(one) });
}, 60_000);
afterAll(() => service.close());

const caught = (work: Promise<unknown>): Promise<StresspassError> =>
  work.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => {
      if (error instanceof StresspassError) return error;
      throw error;
    },
  );

describe('an order', () => {
  test('is its record and the determination behind it', async () => {
    const { record, assessment, determination } = await client.order(ORDER);
    expect(record).toMatchObject({
      order: ORDER,
      source: 'demo-ehr',
      etag: 'W/"1"',
      authorization: 'information-needed',
      state: 'act',
      nextAction: { code: 'answer-question', owner: 'clinician' },
    });
    expect(record.history).toEqual([expect.objectContaining({ what: 'assessed', by: 'assess' })]);
    expect(assessment).toMatchObject({ id: record.answerId, inforce: true, advice: 'pa-pend-info' });
    expect(determination?.criteria.map(({ result }) => result)).toEqual(expect.arrayContaining(['unknown', 'not-met']));
    expect(determination?.criteria.every(({ says, cite, level }) => says && cite && level)).toBe(true);
    expect(determination?.missing[0]).toMatchObject({ fact: 'canExercise' });
    expect(determination?.alternatives.map(({ code }) => code)).toContain('78452');
    expect(determination?.estimates[0]).toMatchObject({ code: '93351', currency: 'USD', year: '2026' });
  });

  test('questions say how they are answered, and answers change the determination', async () => {
    const questions = await client.questions();
    const of = (fact: string) => questions.find((one) => one.fact === fact);
    expect(of('canExercise')).toMatchObject({ kind: 'yes-no', never: false });
    expect(of('priorPci')).toMatchObject({ kind: 'date', never: true });
    expect(of('priorIschemiaTest')?.parts.map(({ fact }) => fact)).toEqual([
      'priorIschemiaTest.date',
      'priorIschemiaTest.modality',
      'priorIschemiaTest.result',
    ]);
    const { etag } = await client.record(ORDER);
    const answered = await client.answer(ORDER, { canExercise: false, priorPci: { never: true } }, { etag });
    expect(answered.advice).toBe('pa-likely-approve');
    expect((await client.record(ORDER)).etag).toBe('W/"2"');
  });

  test('an answer that does not fit is refused before it is sent', async () => {
    const error = await caught(client.answer(ORDER, { canExercise: 'maybe' }));
    expect(error).toMatchObject({ code: 'value', element: 'canExercise', status: 0 });
    expect(error.resolution).not.toBe('');
  });

  test('a decision on an older version is refused and says what to do', async () => {
    const decision = { decision: 'approved', number: 'A-1', numberKind: 'authorization', by: 'phone' } as const;
    const error = await caught(client.recordDecision(ORDER, decision, { etag: 'W/"1"' }));
    expect(error).toMatchObject({ status: 412, resolution: expect.stringContaining('read it again') });
    expect(error.message).not.toBe('');
  });

  test('a slot before and after the decision', async () => {
    const slot = { start: `${inDays(14)}T09:00:00-05:00` };
    expect(await client.bookable(ORDER, slot)).toMatchObject({ answer: 'not-yet', state: 'act' });
    const record = await client.recordDecision(ORDER, {
      decision: 'approved',
      number: 'A-1',
      numberKind: 'authorization',
      from: inDays(-1),
      to: inDays(60),
      codes: ['93351'],
      units: 1,
      by: 'phone',
    });
    expect(record).toMatchObject({ authorization: 'approved', number: 'A-1', state: 'yes', unitsLeft: 1 });
    expect(record.numbers).toEqual([{ value: 'A-1', kind: 'authorization' }]);
    expect(await client.bookable(ORDER, slot)).toMatchObject({
      answer: 'yes',
      authorization: 'A-1',
      latest: inDays(60),
    });
  });

  test('searches go on page by page', async () => {
    const found: string[] = [];
    for await (const { order } of client.orders({ states: ['approved'], count: 1 })) found.push(order);
    expect(found).toEqual([ORDER]);
  });

  test('one that is not on file', async () => {
    expect(await caught(client.order('nobody'))).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('without a record', () => {
  test('a question is answered as the command answers it', async () => {
    const answer = await client.ask({
      payer: 'emblemhealth',
      code: '93351',
      diagnoses: ['R07.2'],
      age: 58,
      sex: 'female',
      siteState: 'ny',
      placeOfService: '11',
      answers: { canExercise: false, priorPci: { never: true } },
    });
    expect(answer.lines).toHaveLength(1);
    expect(answer.lines[0]).toMatchObject({ code: '93351', paNeeded: 'auth-needed' });
    const before = exchanges.length;
    expect((await client.ask({ payer: 'nobody-knows', code: '93351' })).advice).toBe('ask-plan');
    // The questionnaire is read once.
    expect(exchanges.length - before).toBe(1);
  });

  test('a claim as a draft says what the same claim as JSON says', async () => {
    const draft = {
      payer: 'emblemhealth',
      memberNumber: 'DEMO-1001',
      birthDate: '1968-04-17',
      sex: 'female',
      diagnoses: ['R07.2'],
      lines: [{ code: '93351', place: '11' }],
    } as const;
    const drafted = await client.checkClaim(draft);
    const written = await client.checkClaim(fileOf('docs/examples/claim.json'));
    expect(drafted.lines[0]).toMatchObject({ code: '93351', advice: written.lines[0]?.advice });
    expect(drafted.advice).toBe('fix-authorization');
  });

  test('a schedule is checked row by row, and unread columns are named', async () => {
    const { rows, ignored } = await client.checkSchedule(
      `order,start,cpt,color\n${ORDER},${inDays(14)}T09:00,93351,red\nno-such-order,${inDays(14)}T10:00,93351,blue\n`,
    );
    expect(ignored).toEqual(['color']);
    expect(rows.map(({ orders, answer }) => [orders[0], answer])).toEqual(
      expect.arrayContaining([
        [ORDER, 'yes'],
        ['no-such-order', 'cannot-tell'],
      ]),
    );
  });

  test('the coverage map, packs, and the trail', async () => {
    const map = await client.coverageMap({ payer: 'uhc-commercial' });
    expect(map.entries[0]).toMatchObject({ payer: { code: 'uhc-commercial' }, why: expect.stringMatching(/\w/) });
    expect(await client.packs()).toEqual([]);
    expect(await caught(client.uploadPack('{}'))).toMatchObject({ status: 400 });
    const entries = [];
    for await (const one of client.audit({ agent: 'open', count: 1 })) if (entries.push(one) === 3) break;
    expect(entries).toHaveLength(3);
    expect(entries.every(({ endpoint, status }) => endpoint && status)).toBe(true);
    const origins = await client.origins(ORDER);
    expect(origins.at(-1)).toMatchObject({ version: 1, by: 'assess', engine: expect.stringContaining('engine') });
  });
});
