import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DelegatedAnswer } from '../../shared/app/ports/delegated-reads.ts';
import type { HookService } from '../../shared/cds-hooks/hook-service.ts';
import { serviceOf } from '../../shared/cds-hooks/registry.ts';
import { answerHook } from '../../shared/handlers/hooks/answer-hook.ts';
import { type EndpointHarness, NOW, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { order, type Part } from '../support/endpoint-messages.ts';
import { requestTo } from '../support/event-harness.ts';
import { asking, draft, drafts, EHR, hookCall, prefetchOf } from './hook-harness.ts';

/** What one call did, seen through what it was given: the service, and the ports. */
const counted = { subjects: 0, orders: 0, reads: [] as (readonly string[])[] };
const server: Part[] = [];

const isOrder = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Reflect.get(value, 'resourceType') === 'ServiceRequest';

const answerTo = (address: string): DelegatedAnswer => {
  const [path = ''] = address.split('?');
  const found = server.find(({ resourceType, id }) => `${resourceType}/${id}` === path);
  if (found) return { is: 'found', text: JSON.stringify(found) };
  return path.includes('/')
    ? { is: 'missing' }
    : { is: 'found', text: JSON.stringify({ resourceType: 'Bundle', type: 'searchset' }) };
};

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness((open) => {
    const { digest } = open.ports;
    return {
      ...open,
      ports: {
        ...open.ports,
        digest: {
          ...digest,
          of: (value) => {
            if (isOrder(value)) counted.orders += 1;
            return digest.of(value);
          },
        },
        delegatedReads: {
          read: async (_server, addresses) => {
            counted.reads.push(addresses);
            return addresses.map(answerTo);
          },
        },
      },
    };
  });
});
beforeEach(() => {
  Object.assign(counted, { subjects: 0, orders: 0, reads: [] });
  server.length = 0;
});
afterAll(() => harness.close());

const ask = async (call: Part) => {
  const service = serviceOf(`${call.hook}-crd`);
  if (!service) throw new Error('No such service.');
  const watched: HookService = {
    ...service,
    subjects: (...given) => {
      counted.subjects += 1;
      return service.subjects(...given);
    },
  };
  const request = { ...requestTo('invoke', {}, call), receivedAt: NOW, identity: { tenant: TENANT.id } };
  return answerHook(request, watched, harness.harness);
};
const sign = (more: Part = {}, asked = draft()) =>
  ask(hookCall('order-sign', { draftOrders: drafts(asked) }, { ...asking('2.2'), ...more }));
const readable = { fhirServer: EHR, fhirAuthorization: { access_token: 'lent' } };

test('at signing subjects are worked out once, and the order is put once, with a server or without', async () => {
  expect((await sign()).status).toBe(200);
  expect(counted).toMatchObject({ subjects: 1, orders: 1, reads: [] });
  Object.assign(counted, { subjects: 0, orders: 0 });
  expect((await sign(readable)).status).toBe(200);
  expect(counted).toMatchObject({ subjects: 1, orders: 1 });
  expect(counted.reads.flat()).toHaveLength(5);
});

test('an order that is not ours is not put at all, and no chart is opened for it', async () => {
  const other = draft((one) => {
    one.code = { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '70553' }] };
  });
  const reply = await sign({ ...readable, prefetch: undefined }, other);
  expect(reply).toMatchObject({ status: 200 });
  expect(counted).toEqual({ subjects: 1, orders: 0, reads: [] });
});

test('an order that is only named is worked out again once it is read, and put once', async () => {
  server.push({ ...order('o1') });
  const context = { dispatchedOrders: ['ServiceRequest/o1'], performer: 'Practitioner/doctor' };
  const call = hookCall('order-dispatch', context, { ...asking('2.2'), ...readable, prefetch: prefetchOf() });
  expect((await ask(call)).status).toBe(200);
  expect(counted).toMatchObject({ subjects: 2, orders: 1 });
  expect(counted.reads.flat()).toContain('ServiceRequest/o1');
});
