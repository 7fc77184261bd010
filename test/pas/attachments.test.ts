import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SANDBOX_PAYER_TENANT } from '../../infra/local/environment.ts';
import { memberOf, openPractice, type Practice, requestOf, secondsAfter } from '../sandbox/payer-harness.ts';
import { NOW } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { actionsOf, responseOf } from '../support/payer-desk.ts';

let practice: Practice;
let traces = 0;
beforeAll(async () => {
  practice = await openPractice();
});
afterAll(() => practice.close());

const NOTE = '11506-3';
const ECG = '18824-3';

const document = (loinc: string, data = 'RG9jdW1lbnQ='): Part => ({
  resourceType: 'DocumentReference',
  status: 'current',
  type: { coding: [{ system: 'http://loinc.org', code: loinc }] },
  content: [{ attachment: { contentType: 'text/plain', data } }],
});
const attachment = (resource: Part, more: readonly Part[] = []): Part => ({
  name: 'Attachment',
  part: [...more, { name: 'Content', resource }],
});
const message = (tracking: string, attachments: readonly Part[], more: Part = {}): Part => {
  const values: Part = {
    TrackingId: { valueIdentifier: { value: tracking } },
    AttachTo: { valueCode: 'preauthorization' },
    MemberId: { valueIdentifier: { value: memberOf('pend-document') } },
    ...more,
  };
  const parameter = Object.entries(values).flatMap(([name, value]) => (value ? [{ name, ...(value as Part) }] : []));
  return { resourceType: 'Parameters', parameter: [...parameter, ...attachments] };
};
const attach = (body: Part) => practice.post('/r4/$submit-attachment', body);

const pended = async () => {
  traces += 1;
  const trace = `documents-${traces}`;
  const { body } = await practice.submit(requestOf('pend-document', trace));
  const task = body.entry.map(({ resource }: Part) => resource).find((one: Part) => one.resourceType === 'Task');
  return { trace, id: responseOf(body).id as string, reference: task.identifier[0].value as string };
};
const onFile = (id: string) => practice.ports.reviews.get(SANDBOX_PAYER_TENANT, id);
const needsOf = async (id: string) => {
  const [item] = (await onFile(id))?.items ?? [];
  return item?.state.is === 'pended'
    ? item.state.needs.map((need) => ('loinc' in need ? need.loinc : ''))
    : item?.state.is;
};

describe('documents for a pended request', () => {
  test('what came is missing no more; a complete set moves it to a reviewer', async () => {
    practice.time.now = NOW;
    const { id, reference } = await pended();
    expect(await needsOf(id)).toEqual([NOTE, ECG]);
    const first = await attach(message(reference, [attachment(document(NOTE))]));
    expect([first.status, first.body.issue[0].details.text]).toEqual([200, expect.stringContaining(ECG)]);
    expect(await needsOf(id)).toEqual([ECG]);
    await practice.relayAt(secondsAfter(NOW, 1));
    expect(await needsOf(id)).toEqual([ECG]);
    const second = await attach(message(reference, [attachment(document(ECG))], { Final: { valueBoolean: true } }));
    expect(second.body.issue[0].details.text).toContain('Nothing that was asked for is missing');
    expect(await needsOf(id)).toEqual([]);
    expect((await onFile(id))?.history.map(({ kind }) => kind)).toEqual(['received', 'documented', 'documented']);
    await practice.relayAt(secondsAfter(NOW, 2));
    expect(await needsOf(id)).toBe('certified');
  });

  test('is found by the trace number too, and by the name of what was asked for', async () => {
    const one = await pended();
    const trace = { TrackingId: { valueIdentifier: { system: 'urn:trnorg:9012345678', value: one.trace } } };
    expect((await attach(message('', [attachment(document(NOTE))], trace))).status).toBe(200);
    expect((await attach(message(`${one.reference}-1-${ECG}`, [attachment(document(ECG))]))).status).toBe(200);
    expect(await needsOf(one.id)).toEqual([]);
  });

  test('the same again changes nothing; its bytes are in the document store alone', async () => {
    const { id, reference } = await pended();
    const bytes = Buffer.from('Quillfeather walked two blocks.').toString('base64');
    const sent = message(reference, [attachment(document(NOTE, bytes))]);
    await attach(sent);
    expect((await attach(sent)).status).toBe(200);
    expect((await onFile(id))?.version).toBe(2);
    expect((await practice.scan()).join('\n')).not.toContain(bytes);
    const [, event] = (await onFile(id))?.history ?? [];
    const content = event && 'content' in event ? event.content : '';
    const kept = await practice.ports.reviews.content(SANDBOX_PAYER_TENANT, content);
    const [, name = ''] = /urn:sha256:([0-9a-f]+)/.exec(kept ?? '') ?? [];
    expect(await practice.ports.documents.get(SANDBOX_PAYER_TENANT, name)).toBe(bytes);
  });

  test('one for another line leaves this one waiting', async () => {
    const { id, reference } = await pended();
    await attach(message(reference, [attachment(document(NOTE), [{ name: 'LineItem', valueString: '2' }])]));
    expect(await needsOf(id)).toEqual([NOTE, ECG]);
  });

  test('its type may stand in Code; a decided request waits for nothing', async () => {
    const { id, reference } = await pended();
    const typed = { name: 'Code', valueCodeableConcept: { coding: [{ system: 'http://loinc.org', code: NOTE }] } };
    await attach(message(reference, [attachment(document('99999-9'), [typed]), attachment(document(ECG))]));
    expect(await needsOf(id)).toEqual([]);
    await practice.relayAt(secondsAfter(NOW, 60));
    expect((await attach(message(reference, [attachment(document(NOTE))]))).status).toBe(409);
    const { body } = await practice.submit(requestOf('pend-document', `documents-${traces}`));
    expect(actionsOf(body)).toEqual({ 1: 'A1' });
  });
});

describe('refused, and nothing kept', () => {
  test.each<[string, number, (reference: string) => Part]>([
    [
      'another member',
      404,
      (ref) => message(ref, [attachment(document(NOTE))], { MemberId: { valueIdentifier: { value: 'X' } } }),
    ],
    ['another request', 404, () => message('PEND-NONE', [attachment(document(NOTE))])],
    ['for a claim', 400, (ref) => message(ref, [attachment(document(NOTE))], { AttachTo: { valueCode: 'claim' } })],
    ['without a tracking id', 400, (ref) => message(ref, [attachment(document(NOTE))], { TrackingId: undefined })],
    ['without an attachment', 400, (ref) => message(ref, [])],
    ['another resource', 400, (ref) => message(ref, [attachment({ resourceType: 'Patient' })])],
    [
      'no bytes',
      400,
      (ref) =>
        message(ref, [attachment({ ...document(NOTE), content: [{ attachment: { url: 'https://ehr.example/1' } }] })]),
    ],
    ['no type', 400, (ref) => message(ref, [attachment({ ...document(NOTE), type: undefined })])],
    [
      'a line that is none',
      400,
      (ref) => message(ref, [attachment(document(NOTE), [{ name: 'LineItem', valueString: 'x' }])]),
    ],
    [
      'more than fifty',
      413,
      (ref) =>
        message(
          ref,
          Array.from({ length: 51 }, () => attachment(document(NOTE))),
        ),
    ],
    ['no Parameters', 400, () => document(NOTE)],
  ])('%s: %i', async (_what, expected, made) => {
    const { id, reference } = await pended();
    const { status, body } = await attach(made(reference));
    expect([status, body.resourceType]).toEqual([expected, 'OperationOutcome']);
    expect((await onFile(id))?.version).toBe(1);
  });
});
