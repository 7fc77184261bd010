import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSEvent } from 'aws-lambda';
import { handlers as auditDoors } from '../../functions/audit/index.ts';
import { handlers as cdsDoors } from '../../functions/cds-hooks/index.ts';
import { handlers as fhirDoors } from '../../functions/fhir-api/index.ts';
import { consume } from '../../functions/order-events/consume.ts';
import { notify } from '../../functions/order-events/notify.ts';
import { receive } from '../../functions/order-events/receive.ts';
import { handlers as pasDoors } from '../../functions/pas/index.ts';
import { handlers as packDoors } from '../../functions/rule-packs/index.ts';
import { deadlineSweep } from '../../functions/schedules/deadline-sweep.ts';
import { outboxRelay } from '../../functions/schedules/outbox-relay.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { unpackText } from '../../shared/adapters/dynamodb/compress.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { openTokens } from '../../shared/lambda/auth/open-tokens.ts';
import { busEntry, queueEntry, scheduleEntry } from '../../shared/lambda/event-entry.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import type { OpenedContainer } from '../../shared/lambda/open-container.ts';
import { openTestStores } from '../support/embedded-store.ts';
import { type Ask, eventOf, NOW, openEndpointHarness, PUBLIC_URL } from '../support/endpoint-harness.ts';
import { guardPartitions, runAs, runAsRoute } from '../support/own-partitions.ts';
import { client } from './identity-harness.ts';
import { claimsOf, type Pair, sign } from './signed.ts';

/** The tenant ids are their marks: everything a tenant sends contains its name somewhere. */
export const TENANTS = ['quixby', 'wuzzle', 'fandle', 'mumbet'] as const;
export type TenantId = (typeof TENANTS)[number];
/** Two have their own EHR; the orders of the other two are all under the default source. */
export const WITH_EHR: readonly TenantId[] = ['quixby', 'wuzzle'];
export const sourceOf = (tenant: TenantId): string => `${tenant}-ehr`;
/** A system of a tenant's that sends requests, and the only server notices may be sent to. */
export const senderOf = (tenant: TenantId): string => `${tenant}-system`;
const ORIGIN = 'https://notices.example';
export const ENDPOINT = `${ORIGIN}/notify`;
const appOf = (tenant: TenantId): string => `app-of-${tenant}`;
const issuerOf = (tenant: TenantId): string => `https://ehr.${tenant}.example/fhir`;

/** Tenants whose names occur in a text. */
export const namedIn = (text: string): readonly TenantId[] => {
  const small = text.toLowerCase();
  return TENANTS.filter((tenant) => small.includes(tenant));
};

const unpacked = (value: unknown): unknown => (value instanceof Uint8Array ? unpackText(value) : value);

/** Every endpoint, queue and schedule of the service over one table; all tenants use the same key pair. */
export const openCrossingHarness = async (pair: Pair) => {
  const table = await openTestStores({ prepare: guardPartitions });
  const queued: string[] = [];
  const published: string[] = [];
  const send = async (pointer: object) => void queued.push(JSON.stringify(pointer));
  const door = await openEndpointHarness((opened): OpenedContainer => {
    const config = { ...opened.config, AUTH: 'required' as const };
    const ports = {
      ...opened.ports,
      ...table.stores,
      queue: { send },
      deadLetters: { send },
      secrets: { read: async (reference: string) => reference },
      events: {
        publish: async (events: readonly object[]) => void published.push(...events.map((one) => JSON.stringify(one))),
      },
    };
    return { ...opened, config, ports: { ...ports, tokens: openTokens(config, ports) } };
  });
  const { harness, ports, time } = door;
  for (const id of TENANTS) {
    const sources = WITH_EHR.includes(id) ? [{ id: sourceOf(id), name: `EHR of ${id}`, hookSecret: `file:${id}` }] : [];
    await ports.settings.put({
      id: tenantId(id),
      timeZone: 'America/New_York',
      confirmationRequired: false,
      rosterComplete: [],
      sources,
      outbound: [ORIGIN],
      utilizationReview: { adoptedPacks: [], contact: `Call ${id}` },
    });
    await ports.clients.put(client(appOf(id), [pair.open], { tenant: tenantId(id), senders: [senderOf(id)] }));
    await ports.clients.put(client(issuerOf(id), [pair.open], { tenant: tenantId(id), use: 'cds-hooks', scopes: [] }));
  }
  const handler = httpEntry(
    { ...fhirDoors, ...auditDoors, ...cdsDoors, ...pasDoors, ...packDoors, notify },
    () => harness,
  );
  const receiver = busEntry(receive, () => harness);
  const consumer = queueEntry(consume, () => harness);
  const seen: string[] = [];
  let count = 0;

  const call = async (ask: Ask, token: string): Promise<{ readonly status: number; readonly text: string }> => {
    time.now = new Date(Date.parse(NOW) + ++count * 1_000).toISOString();
    const headers = { 'content-type': 'application/json', ...ask.headers, authorization: `Bearer ${token}` };
    const event = eventOf({ ...ask, headers });
    const {
      statusCode,
      headers: answered,
      body,
    } = await runAsRoute(event.httpMethod, event.resource, () => handler(event, lambdaContext('any')));
    return { status: statusCode, text: JSON.stringify(answered) + body };
  };

  return {
    call,
    ports,
    seen,
    /** Ids of requests for prior authorization: `quixby 4711`. */
    claims: [] as string[],
    asTenant: async (
      tenant: TenantId,
      ask: Ask,
      as?: { readonly client: string; readonly scopes: readonly string[] },
    ) => {
      const name = as ? `${as.client}-of-${tenant}` : appOf(tenant);
      const scopes = as?.scopes ?? ['system/*.cruds'];
      return call(ask, (await ports.tokens.issue({ tenant: tenantId(tenant), client: name, scopes })).token);
    },
    asEhr: async (tenant: TenantId, ask: Ask) => {
      const seconds = Date.parse(time.now) / 1000 + 1;
      const claims = { ...claimsOf(issuerOf(tenant), PUBLIC_URL + ask.path, seconds), jti: `call-${count}` };
      return call(ask, await sign({ header: { alg: 'ES384', kid: pair.open.kid }, claims, key: pair.secret }));
    },
    /** An event sent by the bus, and its answer. */
    event: async (source: string, type: string, detail: object) => {
      const [version, account, region] = ['0', '000000000000', 'us-east-1'];
      const about = { version, account, region, resources: [], time: time.now, id: `event-${++count}` };
      await runAs('OrderReceiver', () => receiver({ ...about, source, 'detail-type': type, detail }));
    },
    drain: async () => {
      const Records = queued.splice(0).map((body, index) => ({ messageId: `m${index}`, body, attributes: {} }));
      await runAs('OrderConsumer', () => consumer({ Records } as SQSEvent));
    },
    harness,
    relay: () =>
      runAs(
        'IntentRelay',
        scheduleEntry(outboxRelay, () => harness),
      ),
    sweep: () =>
      runAs(
        'DeadlineSweep',
        scheduleEntry(deadlineSweep, () => harness),
      ),
    /** One text for each trace left: items with their keys and unpacked content, queue, bus, log. */
    traces: async (): Promise<readonly string[]> => {
      const items: string[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const scan = { TableName: table.table.tableName, ExclusiveStartKey: start };
        const page = await table.client.send(new ScanCommand(scan));
        for (const item of page.Items ?? [])
          items.push(
            Object.entries(item)
              .map(([name, value]) => `${name}=${JSON.stringify(unpacked(value))}`)
              .join(' '),
          );
        start = page.LastEvaluatedKey;
      } while (start);
      return [...items, ...queued, ...published, ...door.logged];
    },
    close: async () => {
      await door.close();
      await table.close();
    },
  };
};
export type CrossingHarness = Awaited<ReturnType<typeof openCrossingHarness>>;
