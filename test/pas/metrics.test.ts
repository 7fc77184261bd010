import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import {
  DOCTOR_NPI,
  GROUP_NPI,
  MEMBER,
  pasCancel,
  pasInquiry,
  pasItem,
  pasRequest,
  pasUpdate,
  put,
  reviewMessage,
} from '../support/pas-messages.ts';
import { AUTHORITY, openPayerDesk, type PayerDesk, responseOf } from '../support/payer-desk.ts';

const MET = { canExercise: { valueBoolean: false }, chestPain: { valueString: 'possible-cardiac' } };
const JUNE = 'period=2026-06';

let desk: PayerDesk;
beforeEach(async () => {
  desk = await openPayerDesk();
});
afterEach(() => desk.close());

const ask = (path: string, name: Parameters<PayerDesk['call']>[0] = 'analyst') =>
  desk.call(name, path, undefined, 'GET');
const data = async (query = JUNE): Promise<readonly (readonly Part[])[]> => {
  const { body } = await ask(`/r4/$pas-metric-data?${query}`);
  return (body.entry ?? []).map(({ resource }: Part) => resource.parameter);
};
const report = async (query = JUNE): Promise<Part> => (await ask(`/r4/$pas-metric-report?${query}`)).body;
const partsIn = (parts: readonly Part[], name: string): readonly Part[] => parts.filter((one) => one.name === name);
const valueIn = (part: Part | undefined): unknown =>
  Object.entries(part ?? {}).find(([name]) => /^value/.test(name))?.[1];
/** A group as name and value; a repeated name keeps its last. */
const flat = (parts: readonly Part[]): Part => Object.fromEntries(parts.map((one) => [one.name, valueIn(one)]));
const groups = (parts: readonly Part[], name: string): readonly Part[] =>
  partsIn(parts, name).map(({ part }) => flat(part));
const figures = async (name: 'standard' | 'expedited' | 'all', query?: string): Promise<Part> =>
  flat(partsIn((await report(query)).parameter, name)[0]?.part ?? []);
const later = (hours: number): void => {
  desk.time.now = new Date(Date.parse(desk.time.now) + hours * 3_600_000).toISOString();
};
const submit = async (trace: string, more: Part = {}) =>
  responseOf((await desk.submit(pasRequest({ trace, ...more }))).body);

describe('an exchange', () => {
  test('is told with who, what, when, and what became of its services', async () => {
    const { id } = await submit('told', { items: [pasItem(1)] });
    const [before] = await data();
    expect(groups(before ?? [], 'itemDetail')).toEqual([
      {
        item: { coding: [{ code: '93351' }] },
        initialSubmissionTime: '2026-06-01T15:00:00.000Z',
        responsesRequired: 1,
        result: 'pended',
        reviewAction: 'A4',
        humanReviewed: false,
      },
    ]);
    later(30);
    await desk.review(id, reviewMessage());
    const [parts] = await data();
    expect(flat(parts ?? [])).toMatchObject({
      source: { code: 'payer-src' },
      providerId: { value: GROUP_NPI },
      groupId: { value: GROUP_NPI },
      payerId: { system: 'https://stresspass.example/fhir/NamingSystem/payer', value: 'uhc-commercial' },
      request: id,
      expedited: false,
      extended: false,
      test: true,
    });
    expect(groups(parts ?? [], 'exchange')).toEqual([
      {
        type: 'initial',
        with: 'provider',
        method: 'restful',
        requestTime: '2026-06-01T15:00:00.000Z',
        responseTime: '2026-06-01T15:00:00.000Z',
        httpResponse: '200',
      },
    ]);
    expect(groups(parts ?? [], 'itemDetail')).toMatchObject([
      {
        finalResponseTime: '2026-06-02T21:00:00.000Z',
        responsesRequired: 2,
        result: 'denied',
        denialReason: '0F',
        reviewAction: 'A3',
        humanReviewed: true,
      },
    ]);
  });

  test('a role tells person and organization apart', async () => {
    await submit('role', { change: (claim: Part) => put(claim.provider, 'reference', 'PractitionerRole/role') });
    const [parts] = await data();
    expect(flat(parts ?? [])).toMatchObject({ providerId: { value: DOCTOR_NPI }, groupId: { value: GROUP_NPI } });
  });

  test('of every kind is kept, in the order of receipt, and none is about a person', async () => {
    const steps = [
      () => desk.submit(pasRequest({ trace: 'kind-1', answers: MET })),
      () => desk.submit(pasRequest({ trace: 'kind-1', answers: MET })),
      () => desk.submit(pasUpdate('kind-1', { trace: 'kind-2', answers: MET })),
      () => desk.inquire(pasInquiry()),
      () => desk.submit(pasCancel('kind-2', 'kind-3')),
      () => desk.submit({ resourceType: 'Bundle', type: 'collection', entry: [] }),
      () =>
        desk.submit(
          pasRequest({
            trace: 'kind-4',
            change: (claim) => put(claim.item[0], 'quantity', { value: 0, unit: 'Unit' }),
          }),
        ),
      () => desk.inquire(pasInquiry(), 'ehr', '/stu2/r4'),
    ];
    for (const step of steps) {
      await step();
      later(1);
    }
    const rows = await data();
    expect(rows.map((parts) => groups(parts, 'exchange')[0]?.type)).toEqual([
      ...['initial', 'subsequent', 'update', 'query', 'cancel', 'initial', 'initial', 'query'],
    ]);
    expect(rows.map((parts) => groups(parts, 'exchange')[0]?.httpResponse)).toEqual([
      ...['200', '200', '200', '200', '200', '400', '200', '200'],
    ]);
    expect(groups(rows[5] ?? [], 'issue')).toEqual([{ code: 'required' }]);
    expect(groups(rows[6] ?? [], 'aaaCodes')).toEqual([{ aaaCode: '33' }]);
    expect(flat(rows[0] ?? []).supportingDoc).toBe(
      'https://stresspass.example/fhir/Questionnaire/stress-test-clinical',
    );
    const text = JSON.stringify(rows);
    for (const personal of [MEMBER, 'Zzyzx', 'Quillfeather', '1961-02-03', 'Patient/p1', 'R07.9']) {
      expect(text).not.toContain(personal);
      const stored = (await desk.scan()).filter((one) => /#UM(EXCHANGE|RECEIVED)#/.test(one));
      expect(stored.join()).not.toContain(personal);
    }
  });

  test('that asks for a document tells when it came', async () => {
    const { id } = await submit('document');
    const request = await desk.ports.reviews.get(TENANT.id, id);
    const needs = request?.items.flatMap(({ state }) => (state.is === 'pended' ? state.needs : [])) ?? [];
    expect(needs).toContainEqual(expect.objectContaining({ kind: 'document', loinc: '11506-3' }));
    const [asked] = await data();
    expect(groups(asked ?? [], 'requestedDoc')).toEqual([
      {
        docRequest: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
        timeRequested: '2026-06-01T15:00:00.000Z',
      },
    ]);
    later(5);
    const document = {
      resourceType: 'DocumentReference',
      status: 'current',
      type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
      content: [{ attachment: { contentType: 'application/pdf', data: 'JVBERi0=' } }],
    };
    const { status } = await desk.call('ehr', '/r4/$submit-attachment', {
      resourceType: 'Parameters',
      parameter: [
        { name: 'TrackingId', valueIdentifier: { value: 'document' } },
        { name: 'AttachTo', valueCode: 'preauthorization' },
        { name: 'MemberId', valueIdentifier: { value: MEMBER } },
        { name: 'Attachment', part: [{ name: 'Content', resource: document }] },
      ],
    });
    expect(status).toBe(200);
    const rows = await data();
    expect(groups(rows[0] ?? [], 'requestedDoc')).toMatchObject([
      { timeSubmitted: '2026-06-01T20:00:00.000Z', submissionMethod: 'CDex' },
    ]);
    expect(groups(rows[1] ?? [], 'exchange')[0]).toMatchObject({ type: 'initialDocToPayer', httpResponse: '200' });
  });

  test('is paged, each told once', async () => {
    for (let n = 0; n < 5; n += 1) {
      await submit(`page-${n}`);
      if (n % 2) later(400);
    }
    const seen: unknown[] = [];
    let address = '/r4/$pas-metric-data?period=2026&_count=2';
    for (let pages = 0; address !== '' && pages < 9; pages += 1) {
      const { status, body } = await ask(address);
      expect(status).toBe(200);
      seen.push(...body.entry.map(({ resource }: Part) => resource.id));
      const next = body.link.find(({ relation }: Part) => relation === 'next')?.url;
      address = next ? `${new URL(next).pathname}${new URL(next).search}` : '';
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });
});

describe('figures', () => {
  test('tell apart what was asked for at once and what was not, and how it was decided in what time', async () => {
    const urgent = { change: (claim: Part) => put(claim.priority.coding[0], 'code', 'stat') };
    await submit('f-approved', { answers: MET });
    const { id: denied } = await submit('f-denied');
    const { id: part } = await submit('f-part');
    const { id: fast } = await submit('f-fast', urgent);
    await submit('f-open');
    await submit('f-none', { items: [pasItem(1, '93015')] });
    await submit('f-gone');
    await desk.submit(pasCancel('f-gone', 'f-gone-2'));
    later(10);
    await desk.review(fast, reviewMessage({ decision: { valueCode: 'A1' } }));
    await desk.review(part, reviewMessage({ decision: { valueCode: 'A6' }, units: { valuePositiveInt: 1 } }));
    later(10);
    await desk.review(denied, reviewMessage());
    expect(await figures('standard')).toEqual({
      received: 6,
      decided: 3,
      approved: 1,
      part: 1,
      denied: 1,
      notRequired: 1,
      withdrawn: 1,
      open: 1,
      extended: 0,
      extendedApproved: 0,
      timed: 3,
      approvedShare: 33.33,
      deniedShare: 33.33,
      extendedApprovedShare: 0,
      meanHours: 10,
      medianHours: 10,
    });
    expect(await figures('expedited')).toMatchObject({ received: 1, decided: 1, approved: 1, meanHours: 10 });
    expect(await figures('all')).toMatchObject({ received: 7, decided: 4, approvedShare: 50, meanHours: 10 });
  });

  test('of nothing are counts of zero, and no shares and no times', async () => {
    const none = await figures('all', 'period=2026-07');
    expect(Object.entries(none).filter(([, value]) => value !== 0)).toEqual([]);
    expect(Object.keys(none)).not.toContain('approvedShare');
    expect((await report()).parameter.find(({ name }: Part) => name === 'notCounted').valueString).toContain('appeal');
  });

  test('count an extension', async () => {
    const { id } = await submit('extended');
    const extend = { decision: undefined, extend: { valueBoolean: true }, reason: undefined, criterion: undefined };
    const { status } = await desk.review(id, reviewMessage(extend));
    const clock = (await desk.ports.reviews.get(TENANT.id, id))?.isExtended;
    await desk.review(id, reviewMessage({ decision: { valueCode: 'A1' } }));
    const counted = status === 200 ? 1 : 0;
    expect(clock === true).toBe(counted === 1);
    expect(await figures('all')).toMatchObject({ extended: counted, extendedApproved: counted });
  });

  test('are of the days of the payer, not of UTC', async () => {
    desk.time.now = '2026-06-02T03:30:00.000Z';
    await submit('evening');
    expect((await figures('all', 'period=2026-06-01')).received).toBe(1);
    expect((await figures('all', 'period=2026-06-02')).received).toBe(0);
  });

  test('leave out tests once the payer has declared its authority', async () => {
    await submit('trial', { answers: MET });
    expect(flat((await report()).parameter)).toMatchObject({ trial: true, testsLeftOut: 0 });
    const settings = await desk.ports.settings.tenant(TENANT.id);
    const utilizationReview = { adoptedPacks: ['own'], authority: AUTHORITY };
    await desk.ports.settings.put({ ...TENANT, ...settings, utilizationReview });
    const { settings: kept } = desk.ports;
    if ('refresh' in kept && typeof kept.refresh === 'function') kept.refresh();
    await submit('real');
    expect(flat((await report()).parameter)).toMatchObject({ trial: false, testsLeftOut: 1 });
    expect((await figures('all')).received).toBe(1);
  });
});

describe('who may read it', () => {
  test.each(['$pas-metric-data', '$pas-metric-report'])('%s asks for a scope of its own', async (name) => {
    for (const agent of ['ehr', 'reviewer', 'author'] as const)
      expect((await ask(`/r4/${name}?${JUNE}`, agent)).status).toBe(403);
    expect((await ask(`/r4/${name}?${JUNE}`)).status).toBe(200);
    expect((await desk.call('analyst', '/r4/$reviews', undefined, 'GET')).status).toBe(403);
  });

  test.each([
    ['no period', ''],
    ['an open one', 'period=ge2026-01-01'],
    ['one that ends before it begins', 'period=ge2026-06-02&period=le2026-06-01'],
    ['one of more than a year', 'period=ge2026-01-01&period=le2027-01-02'],
    ['no date', 'period=June'],
    [
      'a foreign cursor',
      `${JUNE}&_cursor=${Buffer.from('{"after":"2026-99-01T00:00:00.000Z#x"}').toString('base64url')}`,
    ],
    ['an unknown parameter', `${JUNE}&patient=p1`],
  ])('%s is refused by name', async (_, query) => {
    const { status, body } = await ask(`/r4/$pas-metric-data?${query}`);
    expect([status, body.issue[0].expression[0]]).toEqual([400, expect.stringMatching(/^http\./)]);
  });
});
