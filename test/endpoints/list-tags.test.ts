import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { recordVisit } from '../../shared/app/authorization/record-visit.ts';
import { type EndpointHarness, eventOf, NOW, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';
import { kindOfCall, placesOf } from '../support/fault-places.ts';

/**
 * An ETag never hides a change: whatever dies, races or is read in between, one ETag always means the same rows. The page is
 * asked for after every single write of the table, and writes fail as a process that dies there leaves them.
 */
const fault = { at: 0, when: 'before' as 'before' | 'after', count: 0 };
const kinds: string[] = [];
let between: (() => Promise<void>) | undefined;
const isWrite = (name: unknown, input: object) =>
  /^(Put|Update|BatchWrite)/.test(String(name)) && !/"pk":"T#[^"]*#(AUDIT|RATE)#/.test(JSON.stringify(input));
const prepare = (client: DynamoDBDocumentClient): void =>
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const look = between;
      if (!look || !isWrite(context.commandName, args.input)) return next(args);
      kinds.push(kindOfCall(context.commandName, args.input));
      const fails = ++fault.count === fault.at;
      const died = () => Object.assign(new Error('the process died'), { name: 'Died', $metadata: {} });
      between = undefined;
      if (fails && fault.when === 'before') throw died();
      const done = await next(args);
      await look();
      between = look;
      if (fails) throw died();
      return done;
    },
    { step: 'initialize', name: 'listFault' },
  );

let harness: EndpointHarness;

/** Days of its own for every play, so that lists stay short. */
let days: readonly [string, string] = ['', ''];
let plays = 0;
const nextDays = (): void => {
  const dayOf = (n: number) => new Date(Date.parse('2026-06-11') + n * 86_400_000).toISOString().slice(0, 10);
  days = [dayOf(2 * plays), dayOf(2 * plays + 1)];
  plays += 1;
};
const seen = new Map<string, string>();
let tagged = 0;
let untagged = 0;
const observe = async (): Promise<void> => {
  for (const day of days) {
    // As it is: other tests ask two validators about lists, and here are thousands.
    const event = eventOf({ method: 'GET', path: `/r4/$worklist?date=${day}` });
    const { statusCode, headers, body } = await harness.handler(event, lambdaContext('fhir-api'));
    expect(statusCode).toBe(200);
    const rows = JSON.stringify(JSON.parse(body).entry ?? []);
    const etag = headers?.etag?.toString();
    if (etag === undefined) untagged += 1;
    else {
      tagged += 1;
      expect(seen.get(etag) ?? rows).toBe(rows);
      seen.set(etag, rows);
    }
  }
};

const post = async (path: string, body: unknown): Promise<void> => {
  const { status } = await harness.ways.direct({ method: 'POST', path, body });
  if (status >= 500) throw new Error('failed');
  expect(status).toBe(200);
};
let told = 0;
const visit = (id: string, start: string) => () => {
  const lastUpdated = new Date(Date.parse(NOW) + ++told).toISOString();
  const slot = { start, codes: [] };
  const caller = { tenant: TENANT, source: 'north', by: 'north', receivedAt: NOW };
  const told1 = { appointment: `a-${id}`, state: 'booked' as const, slot, lastUpdated, orders: [id] };
  return recordVisit(told1, id, caller, harness.ports).then(() => undefined);
};
const note = (id: string, text: string) => () =>
  post(`/r4/ServiceRequest/${id}/$follow-up`, {
    resourceType: 'Parameters',
    parameter: [{ name: 'assignee', valueString: text }],
  });
const ordered = (id: string): Part =>
  orderMessage(id, (order) => {
    order.occurrenceDateTime = days[0];
  });
const renamed = (id: string): Part => {
  const message = ordered(id);
  for (const { resource } of message.entry)
    if (resource.resourceType === 'Patient') resource.name = [{ text: 'Renamed' }];
  return message;
};
const story = (id: string): readonly (() => Promise<void>)[] => [
  () => post('/r4/ServiceRequest/$assess', ordered(id)),
  visit(id, `${days[0]}T13:00:00.000Z`),
  note(id, 'Dana'),
  () =>
    post(
      `/r4/ServiceRequest/${id}/$record-decision`,
      decisionMessage('approved', {
        number: ['String', `N-${id}`],
        period: ['Period', { start: '2026-06-10', end: '2026-09-09' }],
      }),
    ),
  visit(id, `${days[1]}T13:00:00.000Z`),
  () => post('/r4/ServiceRequest/$assess', renamed(id)),
  note(id, 'Lee'),
];

/** Each call repeated by its caller until it is done, a minute after its process died. */
const play = async (id: string): Promise<number> => {
  let deaths = 0;
  fault.count = 0;
  kinds.length = 0;
  nextDays();
  await observe();
  between = observe;
  for (const step of story(id)) {
    const done = await step().then(
      () => true,
      () => false,
    );
    between = undefined;
    await observe();
    if (!done) {
      deaths += 1;
      harness.time.now = new Date(Date.parse(harness.time.now) + 61_000).toISOString();
      await observe();
    }
    between = observe;
    if (!done) await step();
  }
  between = undefined;
  await observe();
  return deaths;
};

describe.each([
  ['its list is complete', true],
  ['its list is still being made', false],
])('where %s', (_, isComplete) => {
  beforeAll(async () => {
    harness = await openEndpointHarness(undefined, prepare);
    if (isComplete) expect(await harness.ports.authorizations.enlist(TENANT.id, 1_000)).toBe('complete');
    [plays, told, tagged, untagged] = [0, 0, 0, 0];
    seen.clear();
  });
  afterAll(() => harness.close());

  test('whatever dies, one tag means one list', async () => {
    expect(await play('whole')).toBe(0);
    expect(fault.count).toBeGreaterThan(12);
    const places = placesOf(kinds);
    for (const when of ['before', 'after'] as const)
      for (const at of places) {
        harness.time.now = NOW;
        Object.assign(fault, { at, when });
        expect(await play(`${when}-${at}`), `${when} write ${at}`).toBe(1);
        fault.at = 0;
      }
    expect(tagged).toBeGreaterThan(100);
    expect(untagged).toBeGreaterThan(20);
    expect(seen.size).toBeGreaterThan(100);
  }, 300_000);

  test('and it is given again once nothing is under way', async () => {
    harness.time.now = new Date(Date.parse(NOW) + 120_000).toISOString();
    for (const day of days) {
      const path = `/r4/$worklist?date=${day}`;
      const { headers } = await harness.ways.direct({ method: 'GET', path });
      const again = { 'if-none-match': headers.etag ?? '' };
      expect((await harness.ways.direct({ method: 'GET', path, headers: again })).status).toBe(304);
    }
  });
});
