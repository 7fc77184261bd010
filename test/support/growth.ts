import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { writeBatch } from '../../shared/adapters/dynamodb/batches.ts';
import { headItem } from '../../shared/adapters/dynamodb/records/head-item.ts';
import { listKeys } from '../../shared/adapters/dynamodb/table-list.ts';
import { type Ask, openEndpointHarness, TENANT } from './endpoint-harness.ts';
import { claimMessage, eligibilityMessage, orderMessage } from './endpoint-messages.ts';
import { record } from './record-samples.ts';

/** What an ask cost: calls of the table by name, and capacity units read and written. */
export interface Cost {
  readonly calls: Readonly<Record<string, number>>;
  readonly units: number;
}

/** Makes every call say its capacity, and adds it up. */
const meter = () => {
  const state = {
    calls: {} as Record<string, number>,
    units: 0,
    client: undefined as DynamoDBDocumentClient | undefined,
  };
  let tableName = '';
  return {
    state,
    table: () => ({ client: state.client as DynamoDBDocumentClient, tableName }),
    prepare: (client: DynamoDBDocumentClient): void => {
      state.client = client;
      client.middlewareStack.add(
        (next, context) => async (args) => {
          const input = args.input as { TableName?: string; RequestItems?: object };
          tableName = input.TableName ?? Object.keys(input.RequestItems ?? {})[0] ?? tableName;
          const done = await next({
            ...args,
            input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' },
          } as typeof args);
          const { ConsumedCapacity: told } = done.output as {
            ConsumedCapacity?: { CapacityUnits?: number } | readonly { CapacityUnits?: number }[];
          };
          for (const one of [told ?? []].flat()) state.units += one.CapacityUnits ?? 0;
          const name = String(context.commandName).replace(/(Item)?Command$/, '');
          state.calls[name] = (state.calls[name] ?? 0) + 1;
          return done;
        },
        { step: 'initialize', name: 'meterCapacity', priority: 'low' },
      );
    },
  };
};

/** Orders on file for nobody who is asked about, under two hundred payers, in every state. */
const PAYERS = 200;
const AT_ONCE = 500;

export const openGrowth = async () => {
  const { state, table, prepare } = meter();
  const harness = await openEndpointHarness(undefined, prepare);
  await harness.ports.authorizations.enlist(TENANT.id, 1_000);
  let filled = 0;
  const { digest } = harness.ports;
  const others = (count: number) =>
    Array.from({ length: count }, () => {
      const n = filled++;
      const day = String(1 + (n % 28)).padStart(2, '0');
      const about = { orderId: `other-${n}`, patient: `Patient/other-${n}`, serviceDate: `2026-07-${day}` };
      return { ...record(digest, { tenant: TENANT.id, ...about }), payer: `payer-${n % PAYERS}` };
    });
  return {
    ...harness,
    /** Fills up to so many orders. */
    fill: async (total: number): Promise<void> => {
      while (filled < total) {
        const some = others(Math.min(AT_ONCE, total - filled));
        await writeBatch(
          table(),
          some.flatMap((one) => [{ put: headItem(one) }, { put: listKeys.row(TENANT.id, one.serviceDate, one) }]),
        );
      }
    },
    costOf: async (work: () => Promise<unknown>): Promise<Cost> => {
      state.calls = {};
      state.units = 0;
      await work();
      return { calls: { ...state.calls }, units: state.units };
    },
  };
};
export type Growth = Awaited<ReturnType<typeof openGrowth>>;

const ask = async ({ ways }: Growth, what: Ask): Promise<void> => {
  const { status, body } = await ways.direct(what);
  if (status >= 400) throw new Error(`${what.path}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
};

const order = (id: string, patient = 'p1', day = '15') =>
  orderMessage(
    id,
    (one) => {
      one.occurrenceDateTime = `2026-06-${day}`;
    },
    patient,
  );
const post = (path: string, body: unknown): Ask => ({ method: 'POST', path, body });
const get = (path: string): Ask => ({ method: 'GET', path });

/** What people ask, of an order that is theirs; `n` makes each round's new orders new. */
export const ASKS: Readonly<Record<string, (n: number) => Ask>> = {
  '$assess of a new order': (n) => post('/r4/ServiceRequest/$assess', order(`new-${n}`, `new-${n}`)),
  '$assess of a known order': () => post('/r4/ServiceRequest/$assess', order('own', 'own')),
  $submit: () => post('/r4/CoverageEligibilityRequest/$submit', eligibilityMessage()),
  'Claim/$check': () => post('/r4/Claim/$check', claimMessage()),
  status: () => get('/r4/ServiceRequest/own/$authorization-status'),
  'Task by patient': () => get('/r4/Task?patient=own'),
  'Task by placer': () => get('/r4/Task?identifier=ORD-own'),
  'Task by order': () => get('/r4/Task?focus=ServiceRequest/own'),
  'Task by state, a page': () => get('/r4/Task?business-status=required&_count=20'),
  'Task, a page': () => get('/r4/Task?_count=20'),
  'answers of a patient': () => get('/r4/CoverageEligibilityResponse?patient=own&_count=5'),
};

/** The cost of each ask, the same orders being known beforehand. */
export const costsOf = async (growth: Growth, round: number): Promise<Readonly<Record<string, Cost>>> => {
  const costs: Record<string, Cost> = {};
  for (const [name, made] of Object.entries(ASKS)) costs[name] = await growth.costOf(() => ask(growth, made(round)));
  return costs;
};

export const putOwn = (growth: Growth): Promise<void> =>
  ask(growth, post('/r4/ServiceRequest/$assess', order('own', 'own')));
export const changeOwn = (growth: Growth, n: number): Promise<void> =>
  ask(growth, post('/r4/ServiceRequest/$assess', order('own', 'own', n % 2 ? '16' : '17')));
export const addOfPatient = (growth: Growth, n: number): Promise<void> =>
  ask(growth, post('/r4/ServiceRequest/$assess', order(`more-${n}`, 'own')));
