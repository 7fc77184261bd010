import type { CoverageEligibilityResponse, FhirResource, ServiceRequest } from 'fhir/r4';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recordDecision } from '../../functions/fhir-api/record-decision.ts';
import { sweepDue } from '../../shared/app/authorization/sweep-due.ts';
import { MAX_TRIES } from '../../shared/app/outbox/follow-up.ts';
import { writeBack } from '../../shared/app/outbox/write-back.ts';
import { CPT } from '../../shared/codes/systems.ts';
import { checkCoverageInformation } from '../../shared/fhir/write/order/check-coverage-information.ts';
import { appointment } from '../support/appointments.ts';
import { chartOf, type EhrHarness, openEhrHarness } from '../support/ehr-harness.ts';
import { NOW, requestTo, TENANT } from '../support/event-harness.ts';
import { MARKS, orderBundle } from '../support/orders.ts';
import { validateR4 } from '../support/validators.ts';

const STATEMENT = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information';
const ORDER = 'written';
const KIND = { kind: 'write-back', list: writeBack.list };

let harness: EhrHarness;
beforeEach(async () => {
  harness = await openEhrHarness({ writeBack: true });
  harness.stub.charts.push(...chartOf(ORDER));
  edit((order) => ({ ...order, meta: { versionId: '1', lastUpdated: '2026-11-25T14:00:00.000Z' } }));
});
afterEach(() => harness.close());

const isOrder = (one: FhirResource): one is ServiceRequest => one.resourceType === 'ServiceRequest';
const isResponse = (one: FhirResource): one is CoverageEligibilityResponse =>
  one.resourceType === 'CoverageEligibilityResponse';
const onServer = (): ServiceRequest => harness.stub.charts.find(isOrder)!;
const edit = (change: (order: ServiceRequest) => ServiceRequest): void => {
  const index = harness.stub.charts.findIndex(isOrder);
  harness.stub.charts[index] = change(onServer());
};
const statements = () => (onServer().extension ?? []).filter(({ url }) => url === STATEMENT);
const responses = () => harness.stub.charts.filter(isResponse);
const writes = () => harness.stub.asked.filter(({ method }) => method !== 'GET').map(({ method }) => method);
const notified = async (id = 'told'): Promise<void> => {
  await harness.receive({ id, detail: { source: TENANT.source, reference: `ServiceRequest/${ORDER}` } });
  expect(await harness.drain()).toEqual([]);
};
const pending = async () => {
  const { outbox } = harness.ports;
  const shards = Array.from({ length: outbox.shards }, async (_, shard) => [
    ...(await outbox.pending(shard, 100)),
    ...(await outbox.due(writeBack.list, shard, '9999', 100)),
  ]);
  return (await Promise.all(shards)).flat().map(({ delivery }) => delivery);
};
const later = (ms: number): void => {
  harness.time.now = new Date(Date.parse(harness.time.now) + ms).toISOString();
};
/** What the sweep said of write-backs. */
const said = () =>
  harness.logged
    .flatMap((line) => (line.includes('"write-back') ? [JSON.parse(line)] : []))
    .map(({ event, problem, outcome }) => [event, problem ?? outcome]);

describe('an order answered', () => {
  test.each([true, false])('carries the statement, beside the answer itself (JSON Patch: %s)', async (patches) => {
    harness.stub.writing.patches = patches;
    await notified();
    await harness.relay();
    expect(writes()).toEqual([patches ? 'PATCH' : 'PUT', 'POST']);
    const [put] = harness.stub.asked.filter(({ method }) => method === 'PATCH' || method === 'PUT');
    expect(put?.headers['if-match']).toBe('W/"1"');
    expect(statements()).toHaveLength(1);
    expect(checkCoverageInformation(statements()[0]!, '2.0')).toEqual([]);
    const record = await harness.record(ORDER);
    expect(JSON.stringify(statements())).toContain(record?.assertionId);
    const [response, ...more] = responses();
    expect(more).toEqual([]);
    expect(validateR4(response!)).toEqual([]);
    expect(response).toMatchObject({ identifier: [{ value: record?.answerId }], patient: onServer().subject });
    expect(JSON.stringify(response)).not.toContain('urn:uuid:');
    expect(await pending()).toEqual([]);
  });

  test('nothing else of the order is touched', async () => {
    edit((order) => ({ ...order, extension: [{ url: 'https://ehr.example/x', valueString: 'theirs' }] }));
    const { extension: before, meta: _before, ...rest } = onServer();
    await notified();
    await harness.relay();
    const { extension = [], meta: _after, ...same } = onServer();
    expect(same).toEqual(rest);
    expect(extension[0]).toEqual(before?.[0]);
    expect(extension).toHaveLength(2);
  });

  test('the event our own writing fires is no news: one record version, one write', async () => {
    await notified();
    await harness.relay();
    const version = (await harness.record(ORDER))?.version;
    harness.stub.asked.length = 0;
    await notified('echo');
    await harness.relay();
    expect((await harness.record(ORDER))?.version).toBe(version);
    expect(harness.logged.join()).toContain('order-known');
    expect(writes()).toEqual([]);
  });

  test('a statement that says the same is not sent again, a changed one takes its place', async () => {
    await notified();
    await harness.relay();
    const { outbox } = harness.ports;
    const head = (await harness.record(ORDER))!;
    const again = {
      id: 'again',
      order: { source: head.source, orderId: ORDER },
      createdAt: NOW,
      attempts: 0,
      events: [],
    };
    await outbox.put(TENANT.id, { ...again, ...KIND, headVersion: 1, determinationId: head.determinationId });
    await harness.relay();
    expect(writes()).toEqual(['PATCH', 'POST', 'POST']);
    expect(responses()).toHaveLength(1);
    edit(({ code: _before, ...order }) => ({
      ...order,
      code: { coding: [{ system: CPT, code: '93350' }] },
      meta: { ...order.meta, lastUpdated: '2026-11-25T15:30:00Z' },
    }));
    await notified('changed');
    await harness.relay();
    expect(statements()).toHaveLength(1);
    expect(JSON.stringify(statements())).toContain((await harness.record(ORDER))?.assertionId);
  });

  test('a decision of the payer is written back, and taken back from the order when it lapses unused', async () => {
    await notified();
    const period = { start: '2026-11-25', end: '2026-12-31' };
    const parameter = [
      { name: 'decision', valueCode: 'approved' },
      { name: 'number', valueString: 'A-77' },
      { name: 'period', valuePeriod: period },
    ];
    const asked = requestTo('record-decision', { id: ORDER }, { resourceType: 'Parameters', parameter });
    expect((await recordDecision(asked, harness.harness)).status).toBe(200);
    await harness.relay();
    expect(JSON.stringify(statements())).toContain('"url":"satisfied-pa-id","valueString":"A-77"');
    const resource = appointment('v1', ORDER, '2026-12-09T09:00:00-05:00', { status: 'cancelled' });
    await harness.receive({ 'detail-type': 'FHIR Appointment', detail: { source: TENANT.source, resource } });
    await harness.drain();
    harness.time.now = '2027-01-02T15:00:00.000Z';
    while ((await sweepDue(harness.ports)) > 0);
    expect((await harness.record(ORDER))?.state).toBe('expired');
    await harness.relay();
    expect(statements()).toHaveLength(1);
    expect(JSON.stringify(statements())).not.toContain('A-77');
    expect(JSON.stringify(statements())).toContain('"url":"pa-needed","valueCode":"auth-needed"');
  });

  test('where the source has write-back off, nothing is written', async () => {
    const quiet = await openEhrHarness();
    await quiet.receive({ detail: { source: TENANT.source, bundle: orderBundle('quiet') } });
    await quiet.drain();
    await quiet.relay();
    expect(quiet.published).not.toEqual([]);
    expect(quiet.stub.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
    await quiet.close();
  });
});

describe('what stands in the way', () => {
  test("a payer's own statement for the coverage stays", async () => {
    await notified();
    await harness.relay();
    const theirs = JSON.parse(JSON.stringify(statements()).replace(/"[0-9a-f]{24}-1"/, '"payer-made-this"'));
    edit((order) => ({ ...order, extension: theirs, occurrenceDateTime: '2027-03-01' }));
    harness.stub.asked.length = 0;
    await notified('changed');
    await harness.relay();
    expect(statements()).toEqual(theirs);
    expect(said().at(-1)).toEqual(['write-back', 'theirs']);
  });

  test('somebody else changes the order meanwhile: read again, written over what is new', async () => {
    await notified();
    harness.stub.moods.set('PATCH ServiceRequest', { is: 'status', status: 412, times: 1 });
    await harness.relay();
    expect(writes()).toEqual(['PATCH', 'PATCH', 'POST']);
    expect(statements()).toHaveLength(1);
  });

  test('an order without a version cannot be written safely: given up, by name, and taken up again by redrive', async () => {
    edit(({ meta: _none, ...order }) => order);
    await notified();
    await harness.relay();
    expect(writes()).toEqual([]);
    expect(said()).toEqual([['write-back-given-up', 'refused']]);
    const [dead, ...others] = harness.deadLetters.sent;
    expect(others).toEqual([]);
    edit((order) => ({ ...order, meta: { versionId: '1' } }));
    await harness.deliver([JSON.stringify(dead)]);
    await harness.relay();
    expect(statements()).toHaveLength(1);
  });

  test.each([400, 403, 422])('a server that says %i is not asked again', async (status) => {
    await notified();
    harness.stub.moods.set('PATCH ServiceRequest', { is: 'status', status });
    await harness.relay();
    expect(writes()).toEqual(['PATCH']);
    expect(harness.deadLetters.sent).toHaveLength(1);
  });

  test('an order that is gone, or withdrawn, gets no word', async () => {
    await notified();
    harness.stub.charts.splice(harness.stub.charts.findIndex(isOrder), 1);
    await harness.relay();
    expect(said()).toEqual([['write-back', 'gone']]);
    expect(await pending()).toEqual([]);
  });

  test('a server that takes no answers still gets the statement', async () => {
    harness.stub.writing.responses = false;
    await notified();
    await harness.relay();
    expect(writes()).toEqual(['PATCH']);
  });

  test('one that only says so when it is asked, too', async () => {
    harness.stub.writing.metadata = false;
    await notified();
    harness.stub.moods.set('POST CoverageEligibilityResponse', { is: 'status', status: 501 });
    await harness.relay();
    expect(writes()).toEqual(['PUT', 'POST']);
    expect(said()).toEqual([['write-back', 'written']]);
  });

  test('dead letters that cannot be written leave the delivery where it is', async () => {
    await notified();
    harness.stub.moods.set('PATCH ServiceRequest', { is: 'status', status: 422 });
    harness.deadLetters.fails = 1;
    await harness.relay();
    expect(harness.deadLetters.sent).toEqual([]);
    expect(await pending()).toMatchObject([{ kind: 'write-back', attempts: 1 }]);
  });

  test('a server in trouble: tried again after pauses that grow, each of another length, then given up', async () => {
    await notified();
    harness.stub.moods.set('PATCH ServiceRequest', { is: 'status', status: 503 });
    const pauses: number[] = [];
    for (let tries = 0; tries < 4; tries++) {
      await harness.relay();
      const [{ attempts, notBefore } = { attempts: -1, notBefore: '' }] = await pending();
      expect(attempts).toBe(tries + 1);
      pauses.push(Date.parse(notBefore ?? '') - Date.parse(harness.time.now));
      harness.stub.asked.length = 0;
      await harness.relay();
      expect(writes()).toEqual([]);
      later(pauses.at(-1)!);
    }
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeLessThanOrEqual(5_000 * 2 ** index);
      expect(pause).toBeGreaterThanOrEqual(2_500 * 2 ** index);
    }
    harness.stub.moods.clear();
    await harness.relay();
    expect(statements()).toHaveLength(1);
    expect(await pending()).toEqual([]);
  });

  test('after enough tries it is given up; the breaker spares the server, and that counts for nothing', async () => {
    await notified();
    const [assessed] = await pending();
    await harness.relay();
    const due = { ...assessed!, ...KIND, id: 'late', events: [], attempts: MAX_TRIES - 1 };
    const { history: _none, ...late } = due;
    edit((order) => ({ ...order, extension: [] }));
    harness.stub.moods.set('PATCH ServiceRequest', { is: 'status', status: 503 });
    await harness.ports.outbox.put(TENANT.id, late);
    await harness.relay();
    expect(said().at(-1)).toEqual(['write-back-given-up', 'ServerFailure']);
    expect(harness.deadLetters.sent).toHaveLength(1);
    harness.stub.moods.set('ServiceRequest', { is: 'status', status: 503 });
    for (let n = 0; n < 5; n++) {
      await harness.ports.outbox.put(TENANT.id, { ...late, id: `more-${n}`, attempts: 0 });
      await harness.relay();
    }
    harness.stub.asked.length = 0;
    await harness.ports.outbox.put(TENANT.id, { ...late, id: 'resting', attempts: 0 });
    await harness.relay();
    expect(harness.stub.asked).toEqual([]);
    expect((await pending()).find(({ id }) => id === 'resting')?.attempts).toBe(0);
  });

  test('nothing of the patient in log, queue or outbox', async () => {
    harness.stub.moods.set('PATCH ServiceRequest', { is: 'status', status: 422 });
    await notified();
    await harness.relay();
    const seen = JSON.stringify([harness.logged, harness.deadLetters.sent, await pending()]);
    for (const mark of MARKS) expect(seen).not.toContain(mark);
  });
});
