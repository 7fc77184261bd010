import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import {
  bundle,
  cpt,
  decisionMessage,
  eligibilityMessage,
  MARKS,
  order,
  orderMessage,
} from '../support/endpoint-messages.ts';
import { bent, MESSAGE_ENDPOINTS } from '../support/post-endpoints.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const get = (path: string) => harness.ways.direct({ method: 'GET', path });
const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
const assess = (body: unknown) => post('/r4/ServiceRequest/$assess', body);
const decide = (id: string, number: string) =>
  post(`/r4/ServiceRequest/${id}/$record-decision`, decisionMessage('approved', { number: ['String', number] }));

describe('DynamoDB calls', () => {
  const NEW_ORDER = { BatchGet: 1, BatchWrite: 1, Put: 1 };

  test('of a new order, a changed one, a duplicate and a later version of the same', async () => {
    expect(await harness.callsOf(() => assess(orderMessage('cost')))).toEqual(NEW_ORDER);
    const changed = orderMessage('cost', (one) => {
      one.code = cpt('93350');
    });
    expect(await harness.callsOf(() => assess(changed))).toEqual(NEW_ORDER);
    expect(await harness.callsOf(() => assess(changed))).toEqual({ BatchGet: 1 });
    changed.entry[0].resource.meta = { lastUpdated: '2026-06-01T16:00:00Z' };
    expect(await harness.callsOf(() => assess(changed))).toEqual({ BatchGet: 1, Put: 1 });
  });

  test('of two orders in one message', async () => {
    const message = orderMessage('one');
    const both = { ...message, entry: [...message.entry, ...bundle(order('two')).entry] };
    expect(await harness.callsOf(() => assess(both))).toEqual({ BatchGet: 1, BatchWrite: 1, Put: 2 });
  });

  test('of an eligibility request and a claim', async () => {
    const submit = () => post('/r4/CoverageEligibilityRequest/$submit', eligibilityMessage());
    expect(await harness.callsOf(submit)).toEqual({ BatchGet: 1, BatchWrite: 1 });
    const claim = MESSAGE_ENDPOINTS[2]!;
    expect(await harness.callsOf(() => post(claim.path, claim.message()))).toEqual({ BatchGet: 1 });
  });

  test('of a decision, and of the same again', async () => {
    // A number with a dash is looked for under its earlier key, too.
    // And whether it is on another order is read before the order is answered with it.
    const done = { BatchGet: 3, Get: 2, Update: 1, BatchWrite: 1, Put: 1 };
    expect(await harness.callsOf(() => decide('cost', 'CALLS-1'))).toEqual(done);
    expect(await harness.callsOf(() => decide('cost', 'CALLS-1'))).toEqual({ BatchGet: 1, Get: 1 });
  });

  test.each([
    ['/r4/ServiceRequest/cost/$authorization-status', { BatchGet: 1 }],
    ['/r4/ServiceRequest/cost/$authorization-status?source=north', { BatchGet: 1 }],
    ['/r4/Task/north..cost', { BatchGet: 1 }],
    ['/r4/Task?focus=cost', { BatchGet: 1 }],
    ['/r4/Task?patient=p1', { Query: 1, BatchGet: 1 }],
    ['/r4/Task?business-status=approved', { Query: 1, BatchGet: 1 }],
    ['/r4/Task?identifier=https://ehr.example/r4/orders%7CORD-cost', { Query: 1, BatchGet: 1 }],
    ['/r4/Task?identifier=CALLS-1', { Query: 3, BatchGet: 1 }],
    ['/r4/CoverageEligibilityResponse?patient=p1', { Query: 1, BatchGet: 1 }],
    ['/r4/CoverageEligibilityResponse?request=cost', { Query: 1, BatchGet: 2 }],
    ['/r4/metadata', {}],
    ['/r4/Questionnaire/stress-test-clinical', {}],
    ['/health', { BatchGet: 1 }],
  ])('of GET %s', async (path, calls) => {
    expect(await harness.callsOf(() => get(path))).toEqual(calls);
  });
});

describe('of a patient’s name, birth date and member number', () => {
  const marked = (text: string) => MARKS.filter((mark) => text.toUpperCase().includes(mark.toUpperCase()));
  const broken = MESSAGE_ENDPOINTS.flatMap((door) => [
    bent(door, (asked) => delete asked[door.required]),
    bent(door, (asked) => {
      asked.identifier = [{ value: 'Zzyzx', system: 'not a uri', use: 'MBR-471182' }];
    }),
    bent(door, (asked) => {
      asked[door.date[0]] = '1961-02-03 Zzyzx';
      asked[door.patient] = { reference: 'Patient/Zzyzx MBR-471182' };
    }),
    bent(door, (asked) => {
      asked[door.patient] = { reference: 'Practitioner/Quillfeather' };
    }),
  ]);
  const answers: string[] = [];

  test('no refusal says a word', async () => {
    for (const door of MESSAGE_ENDPOINTS)
      for (const message of broken) {
        const { status, body } = await post(door.path, message);
        expect([400, status]).toContain(400);
        if (status !== 200) answers.push(JSON.stringify(body));
      }
    const searches = ['patient=Zzyzx,1961-02-03', 'period=1961-02-03T', 'identifier=MBR-471182%7C', 'status=Zzyzx'];
    for (const query of searches)
      answers.push(JSON.stringify((await get(`/r4/Task?${query}&_cursor=Quillfeather`)).body));
    answers.push(JSON.stringify((await get('/r4/Task/Zzyzx')).body));
    answers.push(JSON.stringify((await decide('MBR-471182', 'Zzyzx')).body));
    answers.push(JSON.stringify((await post(MESSAGE_ENDPOINTS[0]!.path, '{"Zzyzx": "1961-02-03')).body));
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.filter((answer) => marked(answer).length)).toEqual([]);
  });

  test('no log line holds a trace', () => {
    expect(harness.logged.length).toBeGreaterThan(20);
    expect(marked(harness.logged.join('\n'))).toEqual([]);
  });

  test('no key or index holds a trace, and a Task has the name for people alone', async () => {
    const items = (await harness.scan()).map((item): Record<string, unknown> => JSON.parse(item));
    const named = /^(pk|sk|gsi\dpk|gsi\dsk)$/;
    const keys = items.flatMap((item) => Object.entries(item).filter(([name]) => named.test(name)));
    expect(keys.length).toBeGreaterThan(50);
    expect(marked(JSON.stringify(keys))).toEqual([]);
    const { body } = await get('/r4/Task?patient=p1');
    expect(body.entry.length).toBeGreaterThan(2);
    for (const { resource } of body.entry) {
      expect(resource.for.display).toBe('Zzyzx, Quillfeather');
      delete resource.for.display;
    }
    expect(marked(JSON.stringify(body))).toEqual([]);
  });
});
