import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { eventOf, openEndpointHarness } from './endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part, partOf } from './endpoint-messages.ts';
import { countWrites, totalUnits } from './write-units.ts';

export const MANY = 'many';
const ONE_DAY = 86_400_000;
const coding = ['Coding', { code: '93351' }] as const;
/** A minute after the decision before. */
const receivedAt = (n: number) => ['DateTime', new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString()] as const;

/** The one day an approval of `manyDecisions` is for. */
export const dayOf = (n: number): string =>
  new Date(Date.UTC(2026, 6, 1) + Math.floor(n / 5) * ONE_DAY).toISOString().slice(0, 10);

/** Of five: an approval for one day to come, one that is over, one cancelled by the next, and one more of one number. */
const KINDS: readonly ((n: number) => Part)[] = [
  (n) => approved(n, `LIVE-${n}`, dayOf(n), dayOf(n)),
  (n) => approved(n, `OVER-${n}`, '2026-05-01', '2026-05-20'),
  (n) => approved(n, `GONE-${n}`, '2026-07-01', '2026-12-31'),
  (n) => decisionMessage('cancelled', { number: ['String', `GONE-${n - 1}`], receivedAt: receivedAt(n) }),
  (n) => approved(n, 'AGAIN-1', dayOf(n), dayOf(n)),
];
const approved = (n: number, number: string, start: string, end: string): Part =>
  decisionMessage('approved', {
    number: ['String', number],
    code: coding,
    period: ['Period', { start, end }],
    receivedAt: receivedAt(n),
  });
export const decisionAt = (n: number): Part => KINDS[n % KINDS.length]?.(n) ?? {};

/** The order of a payer without rules, which is answered fastest. */
export const plainOrder = (): Part => {
  const message = orderMessage(MANY);
  const payer = partOf(message, 'Organization');
  payer.name = 'A plan nobody knows';
  delete payer.identifier;
  return message;
};

/** An order with so many decisions, each recorded through the endpoint; what the last of them wrote. */
export const openManyDecisions = async (message: Part, decisions: number) => {
  let client: DynamoDBDocumentClient | undefined;
  const harness = await openEndpointHarness(undefined, (one) => {
    client = one;
  });
  if (!client) throw new Error('The harness opened no table.');
  const count = countWrites(client, harness.tableName);
  const post = async (path: string, body: Part): Promise<Part> => {
    const done = await harness.handler(eventOf({ method: 'POST', path, body }), lambdaContext('fhir-api'));
    expect(done.statusCode, done.body).toBe(200);
    return JSON.parse(done.body);
  };
  const record = (n: number) => post(`/r4/ServiceRequest/${MANY}/$record-decision`, decisionAt(n));
  /** Write units, and the head's bytes, of as many decisions as there are kinds of them. */
  const measured = async (from: number) => {
    const writes = [];
    for (let n = from; n < from + KINDS.length; n++) writes.push(await count(() => record(n)));
    const heads = writes.flat().filter(({ kind }) => kind === 'ORDER HEAD');
    return { units: writes.map(totalUnits), headBytes: Math.max(...heads.map(({ bytes }) => bytes)) };
  };
  await post('/r4/ServiceRequest/$assess', message);
  for (let n = 0; n < 20; n++) await record(n);
  const early = await measured(20);
  for (let n = 25; n < decisions - KINDS.length; n++) await record(n);
  const late = await measured(decisions - KINDS.length);
  return { harness, client, post, measured, early, late };
};
export type ManyDecisions = Awaited<ReturnType<typeof openManyDecisions>>;
