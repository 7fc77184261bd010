import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DocumentReference } from 'fhir/r4';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeEhrReader } from '../../shared/adapters/ehr/ehr-reader.ts';
import { makeAccessTokens } from '../../shared/adapters/outbound/access-tokens.ts';
import { makeBreaker } from '../../shared/adapters/outbound/breaker.ts';
import { makeFhirServers } from '../../shared/adapters/outbound/fhir-servers.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { makeSendWith } from '../../shared/adapters/outbound/send-with.ts';
import { MOST_ATTACHED } from '../../shared/core/submission/request-content.ts';
import { chartDocument, ECG, NOTE, pdf } from '../support/ehr-documents.ts';
import { PATIENT } from '../support/ehr-harness.ts';
import { type EhrStub, startEhrStub } from '../support/ehr-stub.ts';
import { TENANT } from '../support/event-harness.ts';

let stub: EhrStub;
beforeEach(async () => {
  stub = await startEhrStub();
});
afterEach(() => stub.close());

const read = (loincs: readonly string[] = [NOTE], patient = `Patient/${PATIENT}`) => {
  const outbound = makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] });
  const secrets = { read: async () => '' };
  const sendWith = makeSendWith(secrets, Date.now);
  const tokens = makeAccessTokens({ secrets, outbound, sendWith, now: Date.now });
  const servers = makeFhirServers({ outbound, breaker: makeBreaker(Date.now), tokens, sendWith });
  const reader = makeEhrReader({ servers, questionnaire: 'q' });
  const asked = {
    tenant: TENANT.id,
    order: { source: TENANT.source, orderId: 'o1' },
    patient,
    loincs,
    serviceDate: '2026-12-01',
  };
  const source = { id: TENANT.source, name: 'EHR', fhir: { base: stub.base } };
  return reader.documents(asked, { tenant: { outbound: [stub.origin] }, source });
};
const NOT_THERE = { is: 'read', documents: [{ loinc: NOTE, is: 'not-in-chart' }] };
const NOT_READABLE = { is: 'read', documents: [{ loinc: NOTE, is: 'not-readable' }] };
const FOUND = {
  is: 'read',
  documents: [{ loinc: NOTE, is: 'found', base64: pdf('note'), contentType: 'application/pdf' }],
};
const put = (spoil?: (document: DocumentReference) => void) => stub.charts.push(...chartDocument('note', NOTE, spoil));
const putBytes = (change: object) => {
  const [document, binary] = chartDocument('note', NOTE);
  stub.charts.push(document, { ...binary, ...change });
};

test('a document is searched by patient, type and status, and its bytes are read', async () => {
  put();
  expect(await read()).toEqual(FOUND);
  const [search = '', bytes] = stub.asked.map(({ path }) => decodeURIComponent(path));
  expect(search).toContain(`DocumentReference?patient=${PATIENT}&type=http://loinc.org|${NOTE}&status=current`);
  expect(bytes).toBe('Binary/note-bytes');
});

describe('not taken for what was asked', () => {
  test.each<[string, (document: DocumentReference) => void]>([
    ['of another patient', (one) => Object.assign(one, { subject: { reference: 'Patient/somebody' } })],
    [
      'of a patient of another server',
      (one) => Object.assign(one, { subject: { reference: `https://other.example/Patient/${PATIENT}` } }),
    ],
    ['of nobody', (one) => delete one.subject],
    ['of another type', (one) => Object.assign(one, { type: { coding: [{ system: 'http://loinc.org', code: ECG }] } })],
    [
      'of a type of another system',
      (one) => Object.assign(one, { type: { coding: [{ system: 'urn:local', code: NOTE }] } }),
    ],
    ['superseded', (one) => Object.assign(one, { status: 'superseded' })],
    ['entered in error', (one) => Object.assign(one, { status: 'entered-in-error' })],
    ['preliminary', (one) => Object.assign(one, { docStatus: 'preliminary' })],
    ['of no said docStatus', (one) => delete one.docStatus],
    ['too old', (one) => Object.assign(one, { date: '2026-10-01T08:00:00Z' })],
    ['of after the service', (one) => Object.assign(one, { date: '2026-12-03T08:00:00Z' })],
    ['undated', (one) => delete one.date],
  ])('%s', async (_what, spoil) => {
    put(spoil);
    stub.moods.set('DocumentReference', {
      is: 'says',
      body: {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: stub.charts
          .filter(({ resourceType }) => resourceType === 'DocumentReference')
          .map((resource) => ({ resource })),
      },
    });
    expect(await read()).toEqual(NOT_THERE);
    expect(stub.names()).not.toContain('Binary/note-bytes');
  });
});

describe('there, and not readable', () => {
  test.each<[string, (document: DocumentReference) => void]>([
    [
      'of a media type no payer is sent',
      (one) => Object.assign(one, { content: [{ attachment: { contentType: 'text/html', data: 'PGI+' } }] }),
    ],
    [
      'on another host',
      (one) =>
        Object.assign(one, {
          content: [{ attachment: { contentType: 'application/pdf', url: 'https://other.example/fhir/Binary/1' } }],
        }),
    ],
    [
      'at another resource',
      (one) =>
        Object.assign(one, { content: [{ attachment: { contentType: 'application/pdf', url: 'Patient/somebody' } }] }),
    ],
    [
      'larger than a message may be, as it says',
      (one) => Object.assign(one.content[0]!.attachment, { size: 4_000_000 }),
    ],
    [
      'no PDF, as it says it is',
      (one) => Object.assign(one, { content: [{ attachment: { contentType: 'application/pdf', data: 'PGh0bWw+' } }] }),
    ],
  ])('%s, which is never called', async (_what, spoil) => {
    put(spoil);
    expect(await read()).toEqual(NOT_READABLE);
    expect(stub.asked).toHaveLength(1);
  });

  test.each<[string, object]>([
    ['of another media type than was said', { contentType: 'text/html' }],
    ['without bytes', { data: undefined }],
    ['larger than a message may be', { data: pdf('x'.repeat(MOST_ATTACHED)) }],
  ])('its bytes are %s', async (_what, change) => {
    putBytes(change);
    expect(await read()).toEqual(NOT_READABLE);
  });

  test('refused, redirected, not there', async () => {
    put();
    for (const mood of [
      { is: 'status', status: 403 },
      { is: 'status', status: 404 },
      { is: 'redirect', to: 'https://other.example/fhir/Binary/1' },
      { is: 'html' },
    ] as const) {
      stub.moods.set('Binary', mood);
      expect(await read()).toEqual(NOT_READABLE);
    }
  });

  test('a search that leaves something out says nothing of what is not there', async () => {
    stub.moods.set('DocumentReference', { is: 'notice' });
    expect(await read()).toEqual(NOT_READABLE);
  });

  test('a patient the EHR does not know by this reference', async () => {
    put();
    expect(await read([NOTE], 'urn:uuid:1')).toEqual(NOT_READABLE);
    expect(stub.asked).toEqual([]);
  });
});

test('two together are no more than a message may carry', async () => {
  const half = pdf('x'.repeat(2_000_000));
  for (const loinc of [NOTE, ECG])
    stub.charts.push(
      ...chartDocument(loinc, loinc, (one) => Object.assign(one.content[0]!.attachment, { data: half })),
    );
  expect(await read([NOTE, ECG])).toMatchObject({ documents: [{ is: 'found' }, { loinc: ECG, is: 'not-readable' }] });
});

test('a server in trouble is worth another try', async () => {
  put();
  stub.moods.set('Binary', { is: 'status', status: 503 });
  await expect(read()).rejects.toMatchObject({ kind: 'failing' });
  stub.moods.set('Binary', { is: 'hangs-up' });
  await expect(read()).rejects.toMatchObject({ kind: 'unreachable' });
});

test('of 50 MB no more is read than agreed', async () => {
  put((one) => Object.assign(one.content[0]!.attachment, { url: 'Binary/flood' }));
  let sent = 0;
  const flood = createServer((request, response) => {
    if (!request.url?.includes('Binary'))
      return void response
        .writeHead(200)
        .end(JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry: [{ resource: stub.charts[0] }] }));
    const piece = Buffer.alloc(1_000_000, 'A');
    const more = () => {
      while (sent < 50_000_000 && !response.destroyed) {
        sent += piece.length;
        if (!response.write(piece)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  });
  await new Promise<void>((resolve) => flood.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(flood.address() as AddressInfo).port}`;
  const own = stub;
  stub = { ...own, origin, base: `${origin}/fhir` };
  try {
    expect(await read()).toEqual(NOT_READABLE);
    expect(sent).toBeLessThan(30_000_000);
  } finally {
    stub = own;
    flood.closeAllConnections();
    flood.close();
  }
});

test('one that is slow is given ten seconds for everything together', async () => {
  put();
  stub.moods.set('Binary', { is: 'slow', ms: 12_000 });
  await expect(read()).rejects.toMatchObject({ kind: 'late' });
}, 15_000);

test('a document that does not grow old is of before the service all the same', async () => {
  const STATEMENT = '47420-5';
  stub.charts.push(...chartDocument('old', STATEMENT, (one) => Object.assign(one, { date: '2024-01-02T08:00:00Z' })));
  expect(await read([STATEMENT])).toMatchObject({ documents: [{ loinc: STATEMENT, is: 'found' }] });
  stub.forget();
  stub.charts.push(...chartDocument('late', STATEMENT, (one) => Object.assign(one, { date: '2026-12-03T08:00:00Z' })));
  expect(await read([STATEMENT])).toEqual({ is: 'read', documents: [{ loinc: STATEMENT, is: 'not-in-chart' }] });
});
