import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TENANT } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { flat, groups, type MetricsDesk, openMetricsDesk } from '../support/metrics-desk.ts';
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

const MET = { canExercise: { valueBoolean: false }, chestPain: { valueString: 'possible-cardiac' } };

let desk: MetricsDesk;
beforeEach(async () => {
  desk = await openMetricsDesk();
});
afterEach(() => desk.close());

describe('an exchange', () => {
  test('is told with who, what, when, and what became of its services', async () => {
    const { id } = await desk.send('told', { items: [pasItem(1)] });
    const [before] = await desk.data();
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
    desk.later(30);
    await desk.review(id, reviewMessage());
    const [parts] = await desk.data();
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
    await desk.send('role', { change: (claim: Part) => put(claim.provider, 'reference', 'PractitionerRole/role') });
    const [parts] = await desk.data();
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
      desk.later(1);
    }
    const rows = await desk.data();
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
    const span = { from: '2026-06-01', to: '2026-07-01' };
    const kept = await desk.ports.reviewExchanges.page(TENANT.id, span, { limit: 100 });
    expect(kept.rows).toHaveLength(steps.length);
    const text = JSON.stringify([rows, kept]);
    for (const personal of [MEMBER, 'Zzyzx', 'Quillfeather', '1961-02-03', 'Patient/p1', 'R07.9'])
      expect(text).not.toContain(personal);
  });

  test('that asks for a document tells when it came', async () => {
    const { id } = await desk.send('document');
    const request = await desk.ports.reviews.get(TENANT.id, id);
    const needs = request?.items.flatMap(({ state }) => (state.is === 'pended' ? state.needs : [])) ?? [];
    expect(needs).toContainEqual(expect.objectContaining({ kind: 'document', loinc: '11506-3' }));
    const [asked] = await desk.data();
    expect(groups(asked ?? [], 'requestedDoc')).toContainEqual({
      docRequest: { coding: [{ system: 'http://loinc.org', code: '11506-3' }] },
      timeRequested: '2026-06-01T15:00:00.000Z',
    });
    desk.later(5);
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
    const rows = await desk.data();
    const came = groups(rows[0] ?? [], 'requestedDoc').filter(({ submissionMethod }) => submissionMethod);
    expect(came).toMatchObject([{ timeSubmitted: '2026-06-01T20:00:00.000Z', submissionMethod: 'CDex' }]);
    expect(groups(rows[1] ?? [], 'exchange')[0]).toMatchObject({ type: 'initialDocToPayer', httpResponse: '200' });
  });

  test('is paged, each told once', async () => {
    for (let n = 0; n < 5; n += 1) {
      await desk.send(`page-${n}`);
      if (n % 2) desk.later(400);
    }
    const seen: unknown[] = [];
    let address = '/r4/$pas-metric-data?period=2026&_count=2';
    for (let pages = 0; address !== '' && pages < 9; pages += 1) {
      const { status, body } = await desk.ask(address);
      expect(status).toBe(200);
      seen.push(...body.entry.map(({ resource }: Part) => resource.id));
      const next = body.link.find(({ relation }: Part) => relation === 'next')?.url;
      address = next ? `${new URL(next).pathname}${new URL(next).search}` : '';
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });
});
