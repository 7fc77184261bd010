import { setTimeout as sleep } from 'node:timers/promises';
import { writeBatch } from '../../shared/adapters/dynamodb/batches.ts';
import { headItem } from '../../shared/adapters/dynamodb/records/head-item.ts';
import { sweepDue } from '../../shared/app/authorization/sweep-due.ts';
import { appointment } from '../support/appointments.ts';
import { decisionMessage, orderMessage } from '../support/endpoint-messages.ts';
import { record } from '../support/record-samples.ts';
import { type GateHarness, openGateHarness, TENANT } from './gate-harness.ts';

/** A figure the gate asks for. */
export interface Figure {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  readonly most: number;
}

const ROWS = 1_000;
const AUTHORIZATIONS = 100_000;
const DUE = 1_000;
const DAY = '2026-06-15T09:00:00-04:00';
const SECONDS = 10;
const PER_SECOND = 100;

const idOf = (index: number): string => `order-${index}`;
const slot = { resourceType: 'Parameters', parameter: [{ name: 'start', valueDateTime: DAY }] };

/** Orders under authorization, each with an approval on file. */
const fill = async ({ post }: GateHarness): Promise<void> => {
  const period = ['Period', { start: '2026-06-10', end: '2026-07-09' }] as const;
  for (let index = 0; index < ROWS; index++) {
    await post('/r4/ServiceRequest/$assess', orderMessage(idOf(index)));
    const decision = decisionMessage('approved', { number: ['String', `N-${index}`], period });
    if (index % 2 === 0) await post(`/r4/ServiceRequest/${idOf(index)}/$record-decision`, decision);
  }
};

/** Asks at a steady rate, whether or not the last answer is there; milliseconds of each answer. */
const askSteadily = async (ask: () => Promise<unknown>, seconds: number): Promise<readonly number[]> => {
  const times: number[] = [];
  const asked: Promise<void>[] = [];
  const start = performance.now();
  for (let count = 0; count < seconds * PER_SECOND; count++) {
    await sleep(start + (count * 1_000) / PER_SECOND - performance.now());
    const sent = performance.now();
    asked.push(ask().then(() => void times.push(performance.now() - sent)));
  }
  await Promise.all(asked);
  return times.sort((a, b) => a - b);
};

const bookable = async ({ post }: GateHarness): Promise<Figure> => {
  let count = 0;
  const ask = () => post(`/r4/ServiceRequest/${idOf(count++ % ROWS)}/$bookable`, slot);
  await askSteadily(ask, 3);
  const times = await askSteadily(ask, SECONDS);
  const measured = times[Math.ceil(times.length * 0.99) - 1] ?? 0;
  return { what: `$bookable, p99 at ${PER_SECOND} requests/s, warm`, measured, unit: 'ms', most: 50 };
};

const worklist = async ({ post }: GateHarness): Promise<Figure> => {
  const visits = Array.from({ length: ROWS }, (_, index) => appointment(`v${index}`, idOf(index), DAY));
  const list = { resourceType: 'Bundle', type: 'collection', entry: visits.map((resource) => ({ resource })) };
  const start = performance.now();
  await post('/r4/$worklist', list);
  return { what: `$worklist of ${ROWS} visits`, measured: performance.now() - start, unit: 'ms', most: 10_000 };
};

/** Heads as they lie in the table; every hundredth has been waiting for a day. */
const sweep = async ({ harness, table, time }: GateHarness): Promise<readonly Figure[]> => {
  const heads = Array.from({ length: AUTHORIZATIONS }, (_, index) => {
    const due = index % (AUTHORIZATIONS / DUE) === 0;
    const nextDue = due ? '2026-06-02T12:00:00.000Z' : '2026-08-01T12:00:00.000Z';
    const about = { tenant: TENANT.id, orderId: `waiting-${index}`, timeZone: TENANT.timeZone, nextDue };
    return headItem(
      record(table.digest, { ...about, ...(due ? {} : { createdAt: '2026-07-31T12:00:00.000Z', history: [] }) }),
    );
  });
  await writeBatch(
    table.table,
    heads.map((put) => ({ put })),
  );
  time.now = '2026-06-03T15:00:00.000Z';
  table.forget();
  const start = performance.now();
  let told = 0;
  for (let more = 1; more > 0; told += more) more = await sweepDue(harness.ports);
  const took = performance.now() - start;
  const { PutItem = 0 } = table.calls();
  const what = `sweep of ${AUTHORIZATIONS} authorizations with ${DUE} due`;
  return [
    { what: `${what}: records touched`, measured: told, unit: '', most: DUE },
    { what: `${what}: writes`, measured: PutItem, unit: '', most: 2 * DUE },
    { what, measured: took, unit: 'ms', most: 60_000 },
  ];
};

const inGate = async (work: (gate: GateHarness) => Promise<readonly Figure[]>): Promise<readonly Figure[]> => {
  const gate = await openGateHarness();
  try {
    return await work(gate);
  } finally {
    await gate.close();
  }
};

/** What the scheduler's gate and the clocks have to keep to, over the local server and the embedded engine. */
export const gateFigures = async (): Promise<readonly Figure[]> => [
  ...(await inGate(async (gate) => {
    await fill(gate);
    return [await bookable(gate), await worklist(gate)];
  })),
  ...(await inGate(sweep)),
];

export const figureRow = ({ what, measured, unit, most }: Figure): string =>
  `  ${what.padEnd(68)} ${measured.toFixed(0).padStart(7)} ${unit.padEnd(2)}  ${measured <= most ? 'ok  ' : 'MISS'} (at most ${most})`;
