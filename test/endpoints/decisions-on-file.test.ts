import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeBatch } from '../../shared/adapters/dynamodb/batches.ts';
import { decisionItem } from '../../shared/adapters/dynamodb/records/decisions.ts';
import { countingDecisions } from '../../shared/core/authorization/payer-decisions.ts';
import type { Approval } from '../../shared/core/model/approval.ts';
import { TENANT } from '../support/endpoint-harness.ts';
import { orderMessage, type Part } from '../support/endpoint-messages.ts';
import { dayOf, decisionAt, MANY, type ManyDecisions, openManyDecisions } from '../support/many-decisions.ts';

const FEW = 30;
const ON_FILE = 2_000;
const REF = { source: 'north', orderId: MANY };

/** A decision as `$record-decision` stores it; the long suite records each through the endpoint. */
const approvalAt = (n: number, payer: string | undefined): Approval => {
  const parameters = decisionAt(n).parameter as readonly Part[];
  const [decision, number, period, receivedAt] = ['decision', 'number', 'period', 'receivedAt'].map(
    (name) =>
      Object.entries(parameters.find((one) => one.name === name) ?? {}).find(([key]) => key.startsWith('value'))?.[1],
  );
  return {
    decision,
    number,
    codes: decision === 'approved' ? ['93351'] : [],
    ...period,
    source: 'payer',
    receivedAt,
    issued: receivedAt.slice(0, 10),
    recordedAt: receivedAt,
    ...(payer ? { payer } : {}),
  };
};

let many: ManyDecisions;
beforeAll(async () => {
  many = await openManyDecisions(orderMessage(MANY), FEW);
  const { harness, client } = many;
  const { authorizations, digest } = harness.ports;
  const [head] = (await authorizations.load(TENANT.id, [REF], [])).records;
  if (!head?.beside) throw new Error('No decision left the head.');
  const made = Array.from({ length: ON_FILE - FEW }, (_, n) => approvalAt(FEW + n, head.payer));
  const items = made.map((put) => ({ put: decisionItem(digest, TENANT.id, REF, put) }));
  await writeBatch({ client, tableName: harness.tableName }, items);
  const { count, counting } = head.beside;
  const beside = { count: count + made.length, counting: counting + countingDecisions(made).length };
  const next: typeof head = { ...head, version: head.version + 1, beside };
  expect(await authorizations.commit(next, head.version)).toBe('committed');
}, 120_000);
afterAll(() => many.harness.close());

test('with two thousand decisions on file the next ones write as few units, and the head stays small', async () => {
  const { units, headBytes } = await many.measured(ON_FILE);
  expect(Math.max(...units)).toBeLessThanOrEqual(20);
  expect(headBytes).toBeLessThan(8_192);
}, 120_000);

test.each([0, 500])(
  'the gate finds approval %i among them by its day',
  async (n) => {
    const slot = {
      resourceType: 'Parameters',
      parameter: [{ name: 'start', valueDateTime: `${dayOf(n)}T10:00:00-04:00` }],
    };
    const { parameter } = await many.post(`/r4/ServiceRequest/${MANY}/$bookable`, slot);
    expect(parameter.find(({ name }: Part) => name === 'answer').valueCode).toBe('yes');
  },
  60_000,
);
