import type { AuthorizationQuery, Page } from '../../../app/ports/authorization-store.ts';
import type { Digest } from '../../../app/ports/ports.ts';
import type { AuthorizationRecord } from '../../../core/authorization/authorization.ts';
import { STATES } from '../../../core/model/determination.ts';
import { sameNumber } from '../../../core/model/keys/plain-number.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { taskId as taskIdOf } from '../../../fhir/write/record/task-id.ts';
import { newestFirst, rowsBehind } from '../index-rows.ts';
import { type ReadRows, readPage } from '../page.ts';
import { queryRange } from '../query-range.ts';
import { type Key, keys, positionOf, type Range, ranges } from '../table.ts';
import type { TableAccess } from '../table-access.ts';
import { headsWithNumber } from './approval-numbers.ts';
import { decisionsOfHead } from './decisions.ts';
import { isListed } from './enlist.ts';
import { fromList } from './from-list.ts';
import { readHeads } from './head-item.ts';
import { everyPlacerHash } from './stage.ts';

type Identifier = NonNullable<AuthorizationQuery['identifier']>;

/** A placer's number, or the number of a payer decision. */
const hasIdentifier = async (
  table: TableAccess,
  head: AuthorizationRecord,
  { system, value }: Identifier,
): Promise<boolean> => {
  const placed = ({ placerIds }: AuthorizationRecord) =>
    placerIds.some((one) => one.value === value && (system === undefined || (one.system ?? '') === system));
  if (placed(head) || system) return placed(head);
  const decisions = await decisionsOfHead(table, head);
  return decisions.some(({ number }) => number !== undefined && sameNumber(number, value));
};

/** Every condition of the query but the identifier, checked on the head itself: indexes and pointers only give candidates. */
const matches = (record: AuthorizationRecord, query: AuthorizationQuery): boolean => {
  const { orders, taskId, patientKeys, memberKeys, placer, states, serviceFrom, serviceTo } = query;
  return (
    (orders === undefined ||
      orders.some(({ source, orderId }) => record.source === source && record.orderId === orderId)) &&
    (taskId === undefined || taskIdOf(record) === taskId) &&
    (patientKeys === undefined || patientKeys.includes(record.patientKey)) &&
    (memberKeys === undefined || record.memberKeys?.some((key) => memberKeys.includes(key)) === true) &&
    (states === undefined || states.includes(record.state)) &&
    (serviceFrom === undefined || record.serviceDate >= serviceFrom) &&
    (serviceTo === undefined || record.serviceDate <= `${serviceTo}~`) &&
    (placer === undefined || record.placerIds.some(({ value }) => value === placer))
  );
};

/** Pointers name the partition of the head. */
const pointedHeads = async (table: TableAccess, ...proposing: readonly Range[]): Promise<readonly Key[]> => {
  const rows = await Promise.all(proposing.map((range) => queryRange(table, range)));
  return once(rows.flat().flatMap(({ sk }) => (typeof sk === 'string' ? [keys.headAt(sk)] : [])));
};

const once = (heads: readonly Key[]): readonly Key[] => [...new Map(heads.map((key) => [key.pk, key])).values()];

/** Few heads, all read at once, then paged. */
const fromPointers =
  (table: TableAccess, query: AuthorizationQuery, at: readonly Key[]): ReadRows<AuthorizationRecord> =>
  async (after, limit) => {
    const found = (await readHeads(table, at)).flatMap((head) => (head && matches(head, query) ? [head] : []));
    const { identifier } = query;
    const named = await Promise.all(found.map((head) => !identifier || hasIdentifier(table, head, identifier)));
    return found
      .filter((_, index) => named[index])
      .map((head) => ({ position: positionOf(head), name: `${head.source} ${head.orderId}`, item: head }))
      .sort(newestFirst)
      .filter(({ position }) => after === undefined || position < after)
      .slice(0, limit);
  };

/**
 * Index rows of all ranges merged, then their heads. A row older than its head still makes it a candidate; a head that
 * changed meanwhile is listed at its indexed position, once per page.
 */
const fromIndex =
  (table: TableAccess, query: AuthorizationQuery, proposing: readonly Range[]): ReadRows<AuthorizationRecord> =>
  async (after, limit) => {
    const found = await Promise.all(proposing.map((range) => rowsBehind(table, range, after, limit)));
    const rows = found.flat().sort(newestFirst).slice(0, limit);
    const heads = await readHeads(
      table,
      rows.map(({ key }) => key),
    );
    return rows.map(({ position, key }, index) => {
      const head = heads[index];
      return { position, name: key.pk, item: head && matches(head, query) ? head : undefined };
    });
  };

/** Heads under the most selective condition; `undefined` when no condition of the query has pointers. */
const pointersOf = async (
  table: TableAccess,
  digest: Digest,
  tenant: TenantId,
  { orders, taskId, placer, identifier, memberKeys }: AuthorizationQuery,
): Promise<readonly Key[] | undefined> => {
  if (taskId !== undefined) return pointedHeads(table, ranges.task(tenant, taskId));
  if (orders !== undefined) return orders.map((order) => keys.head(tenant, order));
  const placersOf = (value: string) =>
    pointedHeads(table, ...everyPlacerHash(digest, tenant, value).map((hash) => ranges.placer(tenant, hash)));
  if (placer !== undefined) return placersOf(placer);
  if (identifier === undefined)
    return memberKeys && pointedHeads(table, ...memberKeys.map((key) => ranges.memberOrders(tenant, key)));
  const { system, value } = identifier;
  const [placed, numbered] = await Promise.all([
    placersOf(value),
    system ? [] : headsWithNumber(table, digest, tenant, value),
  ]);
  return once([...placed, ...numbered]);
};

const isEvery = (states: AuthorizationQuery['states']): boolean =>
  states === undefined || new Set(states).size === STATES.length;

/** Newest service date first. The most selective condition gives candidates, the others filter. */
export const findRecords = async (
  table: TableAccess,
  digest: Digest,
  tenant: TenantId,
  query: AuthorizationQuery,
): Promise<Page<AuthorizationRecord>> => {
  const { limit, cursor, patientKeys, states, serviceFrom, serviceTo } = query;
  const pointers = await pointersOf(table, digest, tenant, query);
  if (pointers) return readPage(limit, cursor, fromPointers(table, query, pointers));
  if (patientKeys === undefined && isEvery(states) && (await isListed(table, tenant, cursor)))
    return readPage(limit, cursor, fromList(table, tenant, query, matches));
  const proposing =
    patientKeys !== undefined
      ? patientKeys.map((key) => ranges.patientHeads(tenant, key, serviceFrom, serviceTo))
      : (states ?? STATES).map((state) => ranges.stateHeads(tenant, state, serviceFrom, serviceTo));
  return readPage(limit, cursor, fromIndex(table, query, proposing));
};
