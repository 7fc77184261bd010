import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditSeal } from '../../functions/schedules/audit-seal.ts';
import { WRITTEN_PARTITIONS, type WritingFunction } from '../../shared/adapters/dynamodb/table-partitions.ts';
import { orderMessage } from '../support/endpoint-messages.ts';
import { matchesPattern, runAs, written } from '../support/own-partitions.ts';
import { ACTIONS } from './crossing-actions.ts';
import { type CrossingHarness, openCrossingHarness } from './crossing-harness.ts';
import { type IdentityHarness, openIdentityHarness } from './identity-harness.ts';
import { makePair } from './signed.ts';

/** A request taken up again after it was given up. */
const REQUESTS = ['T#*#REQUESTTRACE#*', 'SUBMIT#*', 'INQUIRE#*', 'EHRDOCUMENT#*'];

/** Written where a payer's endpoint answered, or did not. */
const EXCHANGES = ['T#*#CHANNELS', 'BREAKERS'];

/** Written by a story of its own, in tests of its own: kept here so that nothing else is granted unseen. */
const RARE: Partial<Readonly<Record<WritingFunction, readonly string[]>>> = {
  Auth: ['T#*#SESSION#*'],
  FhirApi: ['T#*#TASK#*', 'T#*#REQUESTTRACE#*', 'SUBMIT#*', ...EXCHANGES, 'T#*#WEBHOOK#*', 'WEBHOOK#*'],
  CdsHooks: ['T#*#INBOX#*', 'INBOXWAIT#*', 'BREAKERS'],
  OrderNotifier: ['T#*#SUBSCRIPTION#*', ...EXCHANGES],
  OrderConsumer: [
    'DEADLETTERS',
    'T#*#TASK#*',
    'T#*#ASSERTION#*',
    'T#*#DRAFT#*',
    'WRITEBACK#*',
    'T#*#RULESIM#*',
    // A notice that tells a payer's answer.
    'T#*#AUTHNO#*',
    'T#*#WEBHOOK#*',
    'WEBHOOK#*',
    ...EXCHANGES,
    ...REQUESTS,
  ],
  Pas: WRITTEN_PARTITIONS.Pas,
  RulePacks: WRITTEN_PARTITIONS.RulePacks,
  IntentRelay: WRITTEN_PARTITIONS.IntentRelay,
  DeadlineSweep: WRITTEN_PARTITIONS.DeadlineSweep,
  RulesSweep: WRITTEN_PARTITIONS.RulesSweep,
};
const HOUR_MS = 3_600_000;
const COUNTS = 'T#*#RATE#*';

let harness: CrossingHarness;
let identity: IdentityHarness;
beforeAll(async () => {
  harness = await openCrossingHarness(await makePair('ES384', 'k1'));
  identity = await openIdentityHarness();
}, 60_000);
afterAll(async () => {
  await harness.close();
  await identity.close();
});

const turn = { tenant: 'quixby', other: 'wuzzle', order: 'o1', pick: 0 } as const;

test('every function does its work inside its own partitions, and needs each of them', async () => {
  const failed: string[] = [];
  await ACTIONS.orderEvent?.({ ...turn, order: 'o2' }, harness);
  for (const order of ['o1', 'o1', 'o2'] as const)
    for (const [name, act] of Object.entries(ACTIONS)) {
      const told = await act({ ...turn, order }, harness);
      if (told && told.status >= 500) failed.push(`${name}: ${told.status}`);
    }
  const headers = { 'idempotency-key': 'k' };
  const paths = ['/r4/ServiceRequest/$assess'];
  for (const path of paths)
    await harness.asTenant('quixby', { method: 'POST', path, headers, body: orderMessage('keyed') });
  await harness.asEhr('quixby', { method: 'POST', path: '/cds-services/order-sign-crd', headers, body: {} });
  await harness.call({ method: 'POST', path: '/events/quixby-ehr', headers, body: {} }, 'file:quixby');
  await identity.tokenFor('app', identity.pairs.app);
  const { ports } = harness.harness;
  const clock = { ...ports.clock, now: () => new Date(Date.parse(ports.clock.now()) + 2 * HOUR_MS).toISOString() };
  await runAs('SealAudit', () => auditSeal({ ...harness.harness, ports: { ...ports, manifests, clock } }));
  expect(failed).toEqual([]);
  const unwritten = Object.entries(WRITTEN_PARTITIONS).flatMap(([name, patterns]) =>
    patterns
      .filter((one) => one !== COUNTS && !written.get(name as WritingFunction)?.has(one))
      .filter((one) => !RARE[name as WritingFunction]?.includes(one))
      .map((one) => `${name} never wrote ${one}`),
  );
  expect(unwritten).toEqual([]);
}, 120_000);

const manifests = { names: async () => [], read: async () => '', put: async () => 'written' as const };

test('records have no end of their own; what has one is what the page names', async () => {
  const traces = await harness.traces();
  const kinds = (isMeant: (trace: string) => boolean): string[] => [
    ...new Set(traces.filter(isMeant).map((trace) => /pk="(?:T#[^#]*#)?([A-Z]+)/.exec(trace)?.[1] ?? 'log')),
  ];
  const expiring = kinds((trace) => trace.includes('expiresAt='));
  expect(expiring.toSorted()).toEqual(['ASSERTION', 'AUDIT', 'DRAFT', 'JTI', 'ONCE', 'RATE']);
  const lasting = kinds((trace) => trace.includes('pk="') && !trace.includes('expiresAt='));
  expect(lasting).toEqual(expect.arrayContaining(['ORDER', 'ANSWER', 'ORDERLIST', 'INBOX', 'FEEDBACK']));
  expect(lasting.filter((kind) => expiring.includes(kind))).toEqual([]);
});

test('a write outside them is denied, as the role would', async () => {
  const { settings } = harness.ports;
  const tenant = await settings.tenant('quixby');
  for (const name of Object.keys(WRITTEN_PARTITIONS) as WritingFunction[])
    await expect(runAs(name, () => settings.put(tenant!))).rejects.toThrow(`${name} may not write`);
});

test.each([
  ['T#*#ORDER#*', 'T#a#ORDER#b#c', true],
  ['T#*#ORDER#*', 'T#a#ORDERLIST#b', false],
  ['SEALED#*', 'SEALED#a', true],
  ['SEALED#*', 'T#a#ORDER#SEALED#a', false],
  ['DEADLETTERS', 'DEADLETTERS', true],
  ['DEADLETTERS', 'DEADLETTERS#a', false],
  ['a*a', 'a', false],
])('%s and %s: %s', (pattern, text, expected) => {
  expect(matchesPattern(pattern, text)).toBe(expected);
});
