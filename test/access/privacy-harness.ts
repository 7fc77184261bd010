import type { SQSEvent } from 'aws-lambda';
import { vi } from 'vitest';
import { handlers as auditHandlers } from '../../functions/audit/index.ts';
import { handlers as cdsHandlers } from '../../functions/cds-hooks/index.ts';
import { handlers as fhirHandlers } from '../../functions/fhir-api/index.ts';
import { consume } from '../../functions/order-events/consume.ts';
import { notify } from '../../functions/order-events/notify.ts';
import { receive } from '../../functions/order-events/receive.ts';
import { handlers as pasHandlers } from '../../functions/pas/index.ts';
import { handlers as packHandlers } from '../../functions/rule-packs/index.ts';
import { deadlineSweep } from '../../functions/schedules/deadline-sweep.ts';
import { outboxRelay } from '../../functions/schedules/outbox-relay.ts';
import { rulesSweep } from '../../functions/schedules/rules-sweep.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { makeLog } from '../../shared/adapters/log.ts';
import { type BusEvent, busEntry, queueEntry, scheduleEntry } from '../../shared/lambda/event-entry.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { type Ask, eventOf, NOW, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';

const handlers = { ...fhirHandlers, ...cdsHandlers, ...auditHandlers, ...pasHandlers, ...packHandlers, notify };
const HOOK_SECRET = 'north-hook';

/** Every endpoint, queue and schedule over one table; all output is kept, by channel. */
export const openPrivacyHarness = async () => {
  const out = { log: [] as string[], refusals: [] as string[], queues: [] as string[], bus: [] as string[] };
  const queued: string[] = [];
  const asked = new Set<string>();
  // The real log, down to the bytes written: what a line carries beyond the allow-list counts too.
  const real = makeLog({ level: 'debug' });
  const heard = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => out.log.push(String(chunk)) > 0);
  const raw = (event: string, fields: object = {}) => void out.log.push(JSON.stringify({ event, ...fields }));
  const both =
    (level: 'info' | 'warn' | 'error') =>
    (event: string, fields: object = {}): void => {
      raw(event, fields);
      real[level](event, fields);
    };
  const log = { info: both('info'), warn: both('warn'), error: both('error') };
  const send = async (pointer: object) => {
    out.queues.push(JSON.stringify(pointer));
    queued.push(JSON.stringify(pointer));
  };
  const deadLetters = { send: async (pointer: object) => void out.queues.push(JSON.stringify(pointer)) };
  const endpoints = await openEndpointHarness((opened) => ({
    ...opened,
    ports: {
      ...opened.ports,
      queue: { send },
      deadLetters,
      secrets: { read: async () => HOOK_SECRET },
      events: { publish: async (events) => void out.bus.push(...events.map((one) => JSON.stringify(one))) },
      delegatedReads: { read: async (_, addresses) => addresses.map(() => ({ is: 'failed' as const })) },
    },
  }));
  const { harness } = endpoints;
  Object.assign(harness.ports, { log });
  const sources = TENANT.sources.map((source) => ({ ...source, hookSecret: 'file:hook' }));
  await harness.ports.settings.put({ ...TENANT, sources });

  const open = () => harness;
  const handler = httpEntry(handlers, open);
  const receiver = busEntry(receive, open);
  const consumer = queueEntry(consume, open);
  const schedules = [outboxRelay, deadlineSweep, rulesSweep].map((one) => scheduleEntry(one, open));

  return {
    ...endpoints,
    out,
    /** Methods and paths of the routes that were called. */
    asked,
    close: async () => {
      heard.mockRestore();
      await endpoints.close();
    },
    /** Calls an endpoint; refusals are kept. */
    ask: async (ask: Ask) => {
      const headers = { authorization: `Bearer ${HOOK_SECRET}`, ...ask.headers };
      const event = eventOf({ ...ask, headers });
      asked.add(`${event.httpMethod} ${event.resource}`);
      const { statusCode, body } = await handler(event, lambdaContext('all'));
      if (statusCode >= 400) out.refusals.push(body);
      return { status: statusCode, body };
    },
    tell: (detail: object, more: Partial<BusEvent> = {}) =>
      receiver({
        version: '0',
        id: `event-${out.queues.length}`,
        'detail-type': 'FHIR ServiceRequest',
        source: 'north',
        account: '0',
        time: NOW,
        region: 'us-east-1',
        resources: [],
        detail,
        ...more,
      }),
    /** Processes everything queued, until nothing is left or it keeps failing. */
    drain: async () => {
      const bodies = queued.splice(0);
      const Records = bodies.map((body, index) => ({
        messageId: `m${index}`,
        body,
        attributes: { ApproximateReceiveCount: '1' },
      }));
      return consumer({ Records } as SQSEvent);
    },
    tick: async () => {
      for (const schedule of schedules) await schedule().catch(() => undefined);
    },
    /** Every key of the table and its indexes, including those of the audit trail. */
    keys: async () => {
      const rest = [...(await endpoints.auditItems()), ...(await endpoints.exchangeItems())];
      const items = [...rest, ...(await endpoints.scan()).map((item) => JSON.parse(item))];
      return items.flatMap((item) => Object.entries(item).filter(([name]) => /^(gsi\d)?[ps]k$/.test(name)));
    },
  };
};
export type PrivacyHarness = Awaited<ReturnType<typeof openPrivacyHarness>>;
