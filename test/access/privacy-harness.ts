import type { SQSEvent } from 'aws-lambda';
import { vi } from 'vitest';
import { handlers as auditDoors } from '../../functions/audit/index.ts';
import { handlers as cdsDoors } from '../../functions/cds-hooks/index.ts';
import { handlers as fhirDoors } from '../../functions/fhir-api/index.ts';
import { consume } from '../../functions/order-events/consume.ts';
import { notify } from '../../functions/order-events/notify.ts';
import { receive } from '../../functions/order-events/receive.ts';
import { deadlineSweep } from '../../functions/schedules/deadline-sweep.ts';
import { outboxRelay } from '../../functions/schedules/outbox-relay.ts';
import { rulesSweep } from '../../functions/schedules/rules-sweep.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { makeLog } from '../../shared/adapters/log.ts';
import { type BusEvent, busEntry, queueEntry, scheduleEntry } from '../../shared/lambda/event-entry.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { type Ask, eventOf, NOW, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';

const doors = { ...fhirDoors, ...cdsDoors, ...auditDoors, notify };
const HOOK_SECRET = 'north-hook';

/** Every door, queue and schedule over one table; whatever leaves the harness is kept, under what it left by. */
export const openPrivacyHarness = async () => {
  const out = { log: [] as string[], refusals: [] as string[], queues: [] as string[], bus: [] as string[] };
  const queued: string[] = [];
  // The real log, up to the bytes that leave the process: what a line carries beside the allow-list counts too.
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
  const door = await openEndpointHarness((opened) => ({
    ...opened,
    ports: {
      ...opened.ports,
      queue: { send },
      deadLetters,
      secrets: { read: async () => HOOK_SECRET },
      events: { publish: async (events) => void out.bus.push(...events.map((one) => JSON.stringify(one))) },
      lentReads: { read: async (_, addresses) => addresses.map(() => ({ is: 'failed' as const })) },
    },
  }));
  const { harness } = door;
  Object.assign(harness.ports, { log });
  const sources = TENANT.sources.map((source) => ({ ...source, hookSecret: 'file:hook' }));
  await harness.ports.settings.put({ ...TENANT, sources });

  const open = () => harness;
  const handler = httpEntry(doors, open);
  const receiver = busEntry(receive, open);
  const consumer = queueEntry(consume, open);
  const schedules = [outboxRelay, deadlineSweep, rulesSweep].map((one) => scheduleEntry(one, open));

  return {
    ...door,
    out,
    close: async () => {
      heard.mockRestore();
      await door.close();
    },
    /** Calls a door; what it refuses is kept. */
    ask: async (ask: Ask) => {
      const headers = { authorization: `Bearer ${HOOK_SECRET}`, ...ask.headers };
      const { statusCode, body } = await handler(eventOf({ ...ask, headers }), lambdaContext('all'));
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
    /** Everything queued is worked on, until nothing is left or it keeps failing. */
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
    /** Every key of the table and its indexes, those of the audit trail too. */
    keys: async () => {
      const items = [...(await door.auditItems()), ...(await door.scan()).map((item) => JSON.parse(item))];
      return items.flatMap((item) => Object.entries(item).filter(([name]) => /^(gsi\d)?[ps]k$/.test(name)));
    },
  };
};
export type PrivacyHarness = Awaited<ReturnType<typeof openPrivacyHarness>>;
