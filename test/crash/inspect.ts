import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startDynamodb } from '../../infra/local/dynamodb.ts';
import { LOCAL_TABLE, LOCAL_TENANT } from '../../infra/local/environment.ts';
import { makeDigest } from '../../shared/adapters/digest.ts';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { openStores, type Stores } from '../../shared/adapters/dynamodb/open-stores.ts';
import type { Delivery } from '../../shared/app/ports/authorization-store.ts';
import type { AuthorizationRecord } from '../../shared/core/authorization/authorization.ts';
import { SOURCE } from './kept.ts';
import type { Traffic } from './traffic.ts';

interface Published {
  readonly 'detail-type': string;
  readonly detail: { readonly id: string; readonly order: string; readonly recordVersion: number };
}
const upTo = (version: number): number[] => Array.from({ length: version }, (_, index) => index + 1);

const deliveriesOf = async ({ outbox }: Stores): Promise<readonly Delivery[]> => {
  const shards = upTo(outbox.shards).map((n) => outbox.pending(n - 1, 10_000));
  return (await Promise.all(shards)).flat().map(({ delivery }) => delivery);
};

const faultsOfOrder = async (
  orderId: string,
  record: AuthorizationRecord | undefined,
  { acknowledged }: Traffic,
  published: ReadonlySet<string>,
  { authorizations }: Stores,
): Promise<readonly string[]> => {
  const { version, number } = acknowledged.get(orderId)!;
  if (!record) return [`${orderId}: acknowledged, no record`];
  const history = await authorizations.history(LOCAL_TENANT, { source: SOURCE, orderId });
  const versions = history.map((entry) => entry.version).sort((a, b) => a - b);
  return [
    ...(Number(record.orderVersion) < version ? [`${orderId}: has ${record.orderVersion}, ${version} was taken`] : []),
    ...(number && !record.approvals.some((one) => one.number === number) ? [`${orderId}: lost ${number}`] : []),
    ...(versions.join() === upTo(record.version).join() ? [] : [`${orderId}: history ${versions.join()}`]),
    ...history
      .filter(({ what }) => !what.startsWith('visit-'))
      .map((entry) => entry.version)
      .filter((one) => !published.has(`StressTestAssessed ServiceRequest/${orderId} ${one}`))
      .map((one) => `${orderId}: version ${one} was never announced`),
  ];
};

/** Its version of the record came to be. */
const isTrue = async (
  { order, headVersion, determinationId }: Delivery,
  { authorizations }: Stores,
): Promise<boolean> => {
  const history = await authorizations.history(LOCAL_TENANT, order);
  return history.some((entry) => entry.version === headVersion && entry.determinationId === determinationId);
};

/**
 * Looks into the data folder of a service that has ended: everything that is not as it should be, one line each. With
 * `none`, no delivery at all may be left; else those of writers that died may.
 */
export const inspect = async (dataDir: string, traffic: Traffic, none: boolean): Promise<readonly string[]> => {
  const engine = await startDynamodb({ dataDir: join(dataDir, 'dynamodb') });
  const client = dynamodbClient({ region: 'us-east-1', endpoint: engine.endpoint });
  const digest = makeDigest((await readFile(join(dataDir, 'secret'), 'utf8')).trim());
  const stores = openStores({ client, tableName: LOCAL_TABLE, digest });
  const lines = (await readFile(join(dataDir, 'events.jsonl'), 'utf8')).split('\n').filter(isWhole);
  const events = lines.map((line) => JSON.parse(line) as Published);
  const nameOf = ({ 'detail-type': type, detail }: Published) => `${type} ${detail.order} ${detail.recordVersion}`;
  const published = new Set(events.map(nameOf));
  const faults: string[] = [];

  const ids = [...traffic.acknowledged.keys()];
  for (let start = 0; start < ids.length; start += 50) {
    const some = ids.slice(start, start + 50);
    const orders = some.map((orderId) => ({ source: SOURCE, orderId }));
    const { records } = await stores.authorizations.load(LOCAL_TENANT, orders, []);
    for (const [index, id] of some.entries())
      faults.push(...(await faultsOfOrder(id, records[index], traffic, published, stores)));
  }
  const named = new Map<string, Set<string>>();
  for (const event of events) named.set(nameOf(event), (named.get(nameOf(event)) ?? new Set()).add(event.detail.id));
  for (const [name, all] of named) if (all.size > 1) faults.push(`${name}: announced as ${all.size} different events`);
  for (const { what, holds } of traffic.kept)
    if (!(await holds(stores))) faults.push(`${what}: acknowledged, and lost`);
  for (const { id, problem } of await stores.deadLetterList.all(1_000))
    faults.push(`message ${id} was given up: ${problem}`);
  for (const { id } of await stores.inbox.waiting(1_000)) faults.push(`message ${id} still waits`);
  for (const delivery of await deliveriesOf(stores))
    if (none || (await isTrue(delivery, stores)))
      faults.push(`${delivery.order.orderId}: delivery of version ${delivery.headVersion} is stuck`);
  client.destroy();
  await engine.close();
  return faults;
};

/** A kill may cut the last line; the event on it was not acknowledged and comes again. */
const isWhole = (line: string): boolean => line.endsWith('}');
