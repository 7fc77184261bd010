import { afterAll, beforeAll, expect, test } from 'vitest';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import type { DayList } from '../../shared/app/ports/day-list.ts';
import { BOUNDS } from '../../shared/core/model/bounds.ts';
import { type EndpointHarness, eventOf, openEndpointHarness } from '../support/endpoint-harness.ts';
import { orderMessage, type Part } from '../support/endpoint-messages.ts';

/** One order stored, read as if it were as many as asked: what judging, sorting and writing them takes. */
let harness: EndpointHarness;
let days: DayList;
let copies = 1;
beforeAll(async () => {
  harness = await openEndpointHarness();
  const body = orderMessage('one');
  await harness.ways.direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body });
  const { authorizations } = harness.ports;
  days = authorizations.days;
  const many: DayList = {
    ...days,
    read: async (tenant, asked, marks, now, most) => {
      const read = await days.read(tenant, asked, marks, now, most);
      if (read === 'too-many' || copies > most) return 'too-many';
      const [record] = read.records;
      if (!record) throw new Error('The order was not stored.');
      // The same order of many EHRs.
      const sourceOf = (n: number) => `ehr-${String(n).padStart(5, '0')}`;
      return { ...read, records: Array.from({ length: copies }, (_, n) => ({ ...record, source: sourceOf(n) })) };
    },
  };
  Object.assign(harness.harness.ports, { authorizations: { ...authorizations, days: many } });
});
afterAll(() => harness.close());

const LIST = '/r4/$worklist?date=2026-06-15';
/** Without the two validators, for which a thousand rows are a lot. */
const ask = async (path = LIST) => {
  const { statusCode, body } = await harness.handler(eventOf({ method: 'GET', path }), lambdaContext('fhir-api'));
  return { status: statusCode, body: JSON.parse(body) };
};
const spent = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

test('as many orders of one day as may be are listed page by page, and one more is refused', async () => {
  copies = BOUNDS.listedOrders;
  const seen: Part[] = [];
  for (let path: string | undefined = LIST; path; ) {
    const { status, body } = await ask(path);
    expect(status).toBe(200);
    expect(body.total).toBe(BOUNDS.listedOrders);
    expect(body.entry.length).toBeLessThanOrEqual(1_000);
    seen.push(...body.entry.map(({ resource }: Part) => resource.parameter[0].valuePositiveInt));
    const next = body.link.find(({ relation }: Part) => relation === 'next')?.url;
    path = next && `${new URL(next).pathname}${new URL(next).search}`;
  }
  expect(seen).toEqual(Array.from({ length: BOUNDS.listedOrders }, (_, n) => n + 1));
  copies = BOUNDS.listedOrders + 1;
  expect((await ask()).status).toBe(413);
}, 120_000);

test('ten times the orders take about ten times the work', async () => {
  const costOf = async (count: number): Promise<number> => {
    copies = count;
    return spent(() => ask(`${LIST}&_count=1`));
  };
  await costOf(200);
  const few = Math.min(await costOf(400), await costOf(400));
  let many = await costOf(4_000);
  if (many >= few * 25) many = await costOf(4_000);
  expect(many).toBeLessThan(few * 25);
}, 120_000);
