import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEndpointHarness } from '../support/endpoint-harness.ts';
import { answersMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';
import { list } from '../support/messages-at-limits.ts';
import { type NoticeDesk, openNoticeDesk, subscriptionOf } from '../support/notice-desk.ts';
import { pasRequest } from '../support/pas-messages.ts';
import { cpuOf, typicalOf } from '../support/typical-cpu.ts';

/** Subscriptions, documents, and texts of operations: CPU at the limits, as multiples of a typical call. */

describe('subscriptions and documents', () => {
  let desk: NoticeDesk;
  const post = async (path: string, body: object): Promise<number> => (await desk.call('ehr', path, body)).status;
  beforeAll(async () => {
    desk = await openNoticeDesk();
  }, 60_000);
  afterAll(() => desk.close());

  const subscribing = (change: (one: Part) => void) => subscriptionOf(desk.endpoint, change);
  test.each<readonly [string, () => Part, number]>([
    [
      'a filter as long as a message',
      () =>
        subscribing((one) => {
          one._criteria.extension[0].valueString = 'a'.repeat(900_000);
        }),
      400,
    ],
    [
      'the same filter thousands of times',
      () =>
        subscribing((one) => {
          one._criteria.extension = list(6_000, () => one._criteria.extension[0]);
        }),
      400,
    ],
    [
      'tens of thousands of headers',
      () =>
        subscribing((one) => {
          one.channel.header = list(60_000, () => 'a: b');
        }),
      400,
    ],
    [
      'a header with another behind it',
      () =>
        subscribing((one) => {
          one.channel.header = ['X-A: b\r\nHost: inside'];
        }),
      400,
    ],
  ])(
    'a subscription with %s',
    async (_, make, expected) => {
      const typical = await typicalOf(() => post('/r4/Subscription', subscriptionOf('https://not.allowed')), 400);
      const body = make();
      expect((await cpuOf(() => post('/r4/Subscription', body), expected)) / typical).toBeLessThan(300);
    },
    60_000,
  );

  const papers = (attachments: readonly Part[]): Part => ({
    resourceType: 'Parameters',
    parameter: [
      { name: 'TrackingId', valueIdentifier: { value: 'PAPERS' } },
      { name: 'AttachTo', valueCode: 'preauthorization' },
      { name: 'MemberId', valueIdentifier: { value: 'MBR-471182' } },
      ...attachments,
    ],
  });
  const paper = (content: readonly string[], more: readonly Part[] = []): Part => {
    const resource = {
      resourceType: 'DocumentReference',
      status: 'current',
      type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
      content: content.map((data) => ({ attachment: { contentType: 'text/plain', data } })),
    };
    return { name: 'Attachment', part: [...more, { name: 'Content', resource }] };
  };
  test.each<readonly [string, () => readonly Part[], number]>([
    ['one document of nearly four megabytes', () => [paper(['QUJD'.repeat(970_000)])], 200],
    ['fifty documents', () => list(50, () => paper(['QUJD'.repeat(15_000)])), 200],
    ['a document in fifty thousand parts', () => [paper(list(50_000, () => 'QUJD'))], 200],
    [
      'a document for thirty thousand lines',
      () => [
        paper(
          ['QUJD'],
          list(30_000, (n) => ({ name: 'LineItem', valueString: String(n + 1) })),
        ),
      ],
      200,
    ],
    ['sixty thousand parameters nobody knows', () => list(60_000, (n) => ({ name: `x${n}`, valueString: 'x' })), 400],
  ])(
    '%s',
    async (_, make, expected) => {
      expect((await desk.submit(pasRequest({ trace: 'PAPERS' }))).status).toBe(200);
      const typical = await typicalOf(() => post('/r4/$submit-attachment', papers([paper(['QUJD'])])), 200);
      const body = papers(make());
      expect((await cpuOf(() => post('/r4/$submit-attachment', body), expected)) / typical).toBeLessThan(400);
    },
    60_000,
  );
});

describe('operations on an order', () => {
  type Harness = Awaited<ReturnType<typeof openEndpointHarness>>;
  let harness: Harness;
  const LONG = 'x y '.repeat(220_000);
  const post = async (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
  const of = (operation: string) => `/r4/ServiceRequest/one/$${operation}`;
  const parameters = (parameter: readonly Part[]): Part => ({ resourceType: 'Parameters', parameter });
  const decision = [
    { name: 'decision', valueCode: 'approved' },
    { name: 'number', valueString: 'A-1' },
  ];
  beforeAll(async () => {
    harness = await openEndpointHarness();
    expect((await post('/r4/ServiceRequest/$assess', orderMessage('one'))).status).toBe(200);
  }, 60_000);
  afterAll(() => harness.close());

  const start = { name: 'start', valueDateTime: '2026-06-15T09:00:00-04:00' };
  const document = (title: string, contentType = 'text/plain') => ({
    name: 'document',
    valueAttachment: { contentType, title, data: 'QUJD' },
  });
  const typicals: Readonly<Record<string, Part>> = {
    'record-decision': parameters(decision),
    'prepare-request': parameters([{ name: 'note', valueString: 'A word.' }]),
    bookable: parameters([start]),
    'follow-up': parameters([{ name: 'note', valueString: 'A word.' }]),
    answer: answersMessage({ canExercise: { valueBoolean: false } }),
  };
  test.each<readonly [string, string, () => Part, number]>([
    [
      'an approval number as long as a message',
      'record-decision',
      () => parameters([decision[0] as Part, { name: 'number', valueString: LONG }]),
      413,
    ],
    [
      'a reason as long as a message',
      'record-decision',
      () => parameters([...decision, { name: 'reason', valueCodeableConcept: { text: LONG } }]),
      413,
    ],
    ['a note as long as a message', 'prepare-request', () => parameters([{ name: 'note', valueString: LONG }]), 413],
    ['a title as long as a message', 'prepare-request', () => parameters([document(LONG)]), 413],
    ['a media type as long as a message', 'prepare-request', () => parameters([document('x', LONG)]), 400],
    ['thousands of documents', 'prepare-request', () => parameters(list(5_000, () => document('x'))), 413],
    [
      'one parameter again and again, behind many others',
      'prepare-request',
      () =>
        parameters([...list(5_000, () => document('x')), ...list(9_000, () => ({ name: 'note', valueString: 'x' }))]),
      400,
    ],
    [
      'thousands of codes',
      'bookable',
      () =>
        parameters([
          start,
          ...list(9_000, (n) => ({
            name: 'code',
            valueCoding: { system: 'http://www.ama-assn.org/go/cpt', code: `A${n}` },
          })),
        ]),
      413,
    ],
    [
      'thousands of calls',
      'follow-up',
      () => parameters(list(9_000, () => ({ name: 'call', part: [{ name: 'says', valueString: 'x' }] }))),
      400,
    ],
    [
      'ten thousand answers to one question',
      'answer',
      () =>
        answersMessage({}, { item: list(9_000, () => ({ linkId: 'canExercise', answer: [{ valueBoolean: false }] })) }),
      200,
    ],
    [
      'answers to thousands of questions nobody asked',
      'answer',
      () => answersMessage({}, { item: list(9_000, (n) => ({ linkId: `x${n}`, answer: [{ valueBoolean: false }] })) }),
      400,
    ],
  ])(
    '%s ($%s)',
    async (_, operation, make, expected) => {
      const path = of(operation);
      const typical = await typicalOf(async () => (await post(path, typicals[operation])).status, 200);
      const body = make();
      let answered: Part = {};
      const took = await cpuOf(async () => {
        answered = await post(path, body);
        return answered.status;
      }, expected);
      expect(took / typical).toBeLessThan(200);
      // What is refused is told in the first hundred problems, and how many more there are.
      if (expected >= 400) expect(answered.body.issue.length).toBeLessThanOrEqual(101);
    },
    60_000,
  );

  test('a document of a call that is refused is kept nowhere', async () => {
    const kept: string[] = [];
    const { documents } = harness.ports;
    const put: typeof documents.put = async (tenant, name, base64) => {
      kept.push(name);
      await documents.put(tenant, name, base64);
    };
    Object.assign(harness.harness.ports, { documents: { ...documents, put } });
    const statuses: number[] = [];
    for (const path of [of('prepare-request').replace('/one/', '/nobody-s/'), of('prepare-request')])
      statuses.push((await post(path, parameters([document('ECG')]))).status);
    Object.assign(harness.harness.ports, { documents });
    expect([statuses, kept.length]).toEqual([[404, 200], 1]);
  });
});
