import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { serviceOf } from '../../shared/cds-hooks/registry.ts';
import { answerHook } from '../../shared/handlers/hooks/answer-hook.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { chartOf, type EhrHarness, openEhrHarness } from '../support/ehr-harness.ts';
import { eventOf } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { TENANT } from '../support/event-harness.ts';
import { MARKS } from '../support/orders.ts';
import { asking, drafts, said, statementsOn } from './hook-harness.ts';

const LENT = 'lent-for-one-call';
const ORDER = 'late';
/** What each step has of it is its own share, which a busy machine must not use up before the step has begun. */
const STOP_MS = 4_000;
/** The answer comes long before whatever is too slow. */
const PATIENCE_MS = STOP_MS + 1_000;
const SLOW = { is: 'slow', ms: 6_000 } as const;

let harness: EhrHarness;
beforeEach(async () => {
  harness = await openEhrHarness({ writeBack: true });
  Object.assign(harness.harness.config, { AUTH: 'open' });
  harness.stub.charts.push(...chartOf(ORDER));
  Object.assign(onServer(), { meta: { versionId: '1', lastUpdated: '2026-11-25T14:00:00.000Z' } });
});
afterEach(() => harness.close());

const onServer = (): Part => harness.stub.charts.find(({ resourceType }) => resourceType === 'ServiceRequest')!;
const patient = () => harness.stub.charts.find(({ resourceType }) => resourceType === 'Patient')?.id;

/** A call whose EHR lends a token, with a stop that comes sooner than four seconds. */
const ask = async (hook: string, context: Part, more: Part = {}) => {
  const invoke = httpEntry(
    { invoke: (request, open) => answerHook(request, serviceOf(`${hook}-crd`)!, open, STOP_MS) },
    () => harness.harness,
  );
  const body = {
    hook,
    hookInstance: randomUUID(),
    fhirServer: harness.stub.base,
    fhirAuthorization: { access_token: LENT, token_type: 'Bearer' },
    context: { userId: 'Practitioner/doctor', patientId: patient(), ...context },
    ...asking('2.2'),
    ...more,
  };
  const start = Date.now();
  const answered = await invoke(
    eventOf({ method: 'POST', path: `/cds-services/${hook}-crd`, body }),
    lambdaContext('cds-hooks'),
  );
  expect(answered.statusCode, answered.body).toBe(200);
  expect(Date.now() - start).toBeLessThan(PATIENCE_MS);
  const [action] = JSON.parse(answered.body).systemActions;
  return statementsOn(action?.resource)[0];
};
const dispatch = (more: Part = {}) =>
  ask('order-dispatch', { dispatchedOrders: [`ServiceRequest/${ORDER}`], performer: 'Practitioner/doctor' }, more);
const left = async () => {
  const [pointer] = harness.queue.sent;
  return pointer && harness.ports.inbox.get(pointer.tenant, pointer.id);
};
const assertionOf = (statement: Part) =>
  harness.ports.assertions.get(TENANT.id, said(statement, 'coverage-assertion-id')[0]);
const well = () => {
  harness.stub.moods.clear();
  harness.stub.asked.length = 0;
};

test('an EHR too slow to name the coverage: queued before the answer, asserted and written back by the tenant’s own access', async () => {
  harness.stub.moods.set('Coverage', SLOW);
  const statement = await dispatch();
  expect(said(statement, 'covered')).toEqual(['indeterminate']);
  expect(said(statement, 'reason')[0].coding[0].code).toBe('technical');
  expect(await assertionOf(statement)).toBeUndefined();
  const waiting = await left();
  expect(waiting).toMatchObject({ state: 'waiting', source: TENANT.source });
  expect(waiting?.body).not.toContain(LENT);

  well();
  expect(await harness.drain()).toEqual([]);
  expect((await assertionOf(statement))?.said.determinations[0]?.ruleset?.hash).toMatch(/\S/);
  expect(await harness.record(ORDER)).toMatchObject({ version: 1, advice: expect.stringMatching(/\S/) });
  await harness.relay();
  expect(said(statementsOn(onServer())[0], 'covered')).not.toEqual(['indeterminate']);
  expect(harness.stub.asked.length).toBeGreaterThan(0);
  expect(harness.stub.asked.filter(({ headers }) => headers.authorization?.includes(LENT))).toEqual([]);
  expect(harness.logged.join('\n')).not.toMatch(new RegExp([LENT, ...MARKS].join('|')));
});

test('evidence too slow to count: what is known is said, the rest of the chart is read afterwards', async () => {
  harness.stub.moods.set('Condition', SLOW);
  const statement = await dispatch();
  expect(said(statement, 'pa-needed')).toHaveLength(1);
  expect(said(statement, 'covered')).not.toEqual(['indeterminate']);
  expect(await assertionOf(statement)).toBeDefined();
  well();
  expect(await harness.drain()).toEqual([]);
  expect(harness.stub.names()).toContain('Condition');
  expect(await harness.record(ORDER)).toBeDefined();
});

test('a table too slow for the decision: a draft is asserted under the id it was given, and leaves no record', async () => {
  const { load } = harness.ports.authorizations;
  const slow = { ...harness.ports.authorizations, load: () => new Promise<never>(() => undefined) };
  Object.assign(harness.ports, { authorizations: slow });
  const draft = { ...onServer(), id: 'not-there-yet', status: 'draft' };
  const statement = await ask('order-sign', { draftOrders: drafts(draft) });
  expect(said(statement, 'covered')).toEqual(['indeterminate']);
  Object.assign(harness.ports, { authorizations: { ...slow, load } });
  expect(await harness.drain()).toEqual([]);
  expect(await assertionOf(statement)).toMatchObject({ hook: 'order-sign', orders: [{ id: 'not-there-yet' }] });
  expect(await harness.record('not-there-yet')).toBeUndefined();
  expect(harness.deadLetters.sent).toEqual([]);
});

test('an EHR that is still away is tried again', async () => {
  harness.stub.moods.set('Coverage', SLOW);
  const statement = await dispatch();
  harness.stub.moods.clear();
  harness.stub.moods.set('ServiceRequest', { is: 'status', status: 503 });
  const [pointer] = harness.queue.sent;
  expect(await harness.drain()).toHaveLength(1);
  expect(await harness.record(ORDER)).toBeUndefined();
  well();
  expect((await harness.deliver([JSON.stringify(pointer)])).batchItemFailures).toEqual([]);
  await harness.drain();
  expect(await harness.record(ORDER)).toBeDefined();
  expect(await assertionOf(statement)).toBeDefined();
});

test('a question of what would be leaves no record', async () => {
  harness.stub.moods.set('Coverage', SLOW);
  await dispatch({ extension: { ...asking('2.2').extension, 'unsolicited-determ': false } });
  well();
  await harness.drain();
  expect(await harness.record(ORDER)).toBeUndefined();
});

test('what was read of a chart is cleared away two weeks later', async () => {
  harness.stub.moods.set('Coverage', SLOW);
  const put = vi.spyOn(harness.ports.inbox, 'put');
  await dispatch();
  expect(put).toHaveBeenCalledWith(expect.objectContaining({ source: TENANT.source }), 14);
});

test('an answer in time leaves nothing to do', async () => {
  const statement = await dispatch();
  expect(said(statement, 'pa-needed')).toHaveLength(1);
  expect(harness.queue.sent).toEqual([]);
});

test('a queue that is away does not keep the answer', async () => {
  harness.stub.moods.set('Coverage', SLOW);
  harness.queue.fails = 1;
  expect(said(await dispatch(), 'covered')).toEqual(['indeterminate']);
  expect(harness.logged.join('\n')).toContain('hook-lost');
});
