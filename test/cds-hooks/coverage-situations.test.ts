import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { checkCoverageInformation } from '../../shared/fhir/write/order/check-coverage-information.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import { orderMessage, type Part, partOf } from '../support/endpoint-messages.ts';
import {
  asking,
  draft,
  type HookHarness,
  openHookHarness,
  prefetchOf,
  said,
  searchset,
  signCall,
  statementsOn,
} from './hook-harness.ts';

let harness: HookHarness;
beforeAll(async () => {
  harness = await openHookHarness();
});
afterAll(() => harness.close());

const settle = (more: Partial<Tenant>) => harness.ports.settings.put({ ...TENANT, ...more });
const coverage = (more: Part = {}): Part => ({ ...partOf(orderMessage('o1'), 'Coverage'), ...more });
const call = (version: string, prefetch: Part, order = draft()) =>
  harness.call(signCall({ ...asking(version), prefetch }, order));
const { oursCoverage: _one, ...without } = prefetchOf();
const first = (body: Part) => statementsOn(body.systemActions[0]?.resource)[0];
const why = (body: Part) => said(first(body), 'reason')[0];

describe('none', () => {
  const none = { ...without, coverage: searchset('Coverage') };
  test('2.2 refuses, 2.0 says so on a card', async () => {
    expect((await call('2.2', none)).status).toBe(400);
    const { status, body } = await call('2.0', none);
    expect(status).toBe(200);
    expect(body.systemActions).toEqual([]);
    expect(body.cards).toMatchObject([{ indicator: 'warning', source: { topic: { code: 'insurance' } } }]);
  });
  test('null is a look that found nothing', async () => {
    expect((await call('2.0', { ...without, coverage: null })).body.cards).toHaveLength(1);
  });
});

describe('several', () => {
  const two = { ...prefetchOf(), second: coverage({ id: 'c2', order: 2 }) };
  test('2.2 refuses, 2.0 answers each under an id of its own', async () => {
    expect((await call('2.2', two)).status).toBe(400);
    const statements = statementsOn((await call('2.0', two)).body.systemActions[0].resource);
    expect(statements.map((one: Part) => said(one, 'coverage')[0].reference)).toEqual(['Coverage/c1', 'Coverage/c2']);
    expect(new Set(statements.map((one: Part) => said(one, 'coverage-assertion-id')[0])).size).toBe(2);
  });
});

test('a payer that is not served here', async () => {
  await settle({ payersServed: ['cigna-commercial'] });
  expect((await call('2.2', prefetchOf())).status).toBe(400);
  expect((await call('2.0', prefetchOf())).status).toBe(200);
  await settle({ payersServed: ['uhc-commercial'] });
  expect((await call('2.2', prefetchOf())).status).toBe(200);
  await settle({});
});

test('a tenant can settle the release for clients that name none', async () => {
  await settle({ crdVersion: '2.2' });
  const { body } = await harness.call(signCall({ prefetch: prefetchOf() }));
  expect(said(first(body), 'detail')).toHaveLength(1);
  await settle({});
});

test('a payer nobody knows: ask', async () => {
  const unknown = {
    ...prefetchOf(),
    oursOrganization: { resourceType: 'Organization', id: 'payer', name: 'Nobody Knows It Mutual' },
  };
  const { body } = await call('2.0', unknown);
  expect(said(first(body), 'pa-needed')).toEqual(['conditional']);
  expect(said(first(body), 'info-needed')).toEqual(['OTH']);
});

test.each(['2.0', '2.2'] as const)('a member the payer does not list (%s)', async (version) => {
  await settle({ rosterComplete: ['uhc-commercial'] });
  const { body } = await call(version, prefetchOf());
  expect(said(first(body), 'covered')).toEqual(['not-covered']);
  expect(checkCoverageInformation(first(body), version)).toEqual([]);
  expect(why(body).coding?.[0]?.code).toBe(version === '2.2' ? 'no-member-found' : undefined);
  expect(why(body).text).toMatch(/member/);
  await settle({});
});

test.each(['2.0', '2.2'] as const)('a coverage that has ended (%s)', async (version) => {
  const ended = { ...prefetchOf(), oursCoverage: coverage({ period: { end: '2026-03-31' } }) };
  const { body } = await call(version, ended);
  expect(said(first(body), 'covered')).toEqual(['not-covered']);
  expect(said(first(body), 'pa-needed')).toEqual([]);
  expect(why(body).coding?.[0]?.code).toBe(version === '2.2' ? 'no-active-coverage' : undefined);
});

describe('a table that does not respond', () => {
  test.each(['2.0', '2.2'] as const)('is said on the order, with what it means (%s)', async (version) => {
    const broken = await openHookHarness((open) => {
      const busy = Object.assign(new Error('busy'), { name: 'ThrottlingException' });
      return {
        ...open,
        ports: { ...open.ports, authorizations: { ...open.ports.authorizations, load: () => Promise.reject(busy) } },
      };
    });
    const { status, body } = await broken.call(signCall(asking(version)));
    expect(status).toBe(200);
    expect(said(first(body), 'covered')).toEqual([version === '2.2' ? 'indeterminate' : 'conditional']);
    expect(why(body)).toMatchObject({ text: /\S/, ...(version === '2.2' ? { coding: [{ code: 'technical' }] } : {}) });
    expect(checkCoverageInformation(first(body), version)).toEqual([]);
    await broken.close();
  });

  test('one that never answers is given up after four seconds', async () => {
    const slow = await openHookHarness((open) => ({
      ...open,
      ports: {
        ...open.ports,
        authorizations: { ...open.ports.authorizations, load: () => new Promise(() => undefined) },
      },
    }));
    const start = Date.now();
    const { status, body } = await slow.call(signCall(asking('2.2')));
    expect(status).toBe(200);
    expect(said(first(body), 'covered')).toEqual(['indeterminate']);
    expect(Date.now() - start).toBeLessThan(5_000);
    await slow.close();
  }, 10_000);
});
