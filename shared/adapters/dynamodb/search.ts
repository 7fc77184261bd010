import type { AuthorizationQuery, Page } from '../../app/authorization-store.ts';
import type { Digest } from '../../app/ports.ts';
import type { AuthorizationRecord } from '../../core/authorization.ts';
import { STATES } from '../../core/determination.ts';
import { headsWithNumber, plainNumber } from './approval-numbers.ts';
import { readHeads } from './head-item.ts';
import { rowsBehind } from './index-rows.ts';
import { type ReadRows, readPage } from './page.ts';
import { queryRange } from './query-range.ts';
import { placerHash } from './stage.ts';
import { type Key, keys, positionOf, type Range, ranges } from './table.ts';
import type { TableAccess } from './table-access.ts';

type Records = readonly AuthorizationRecord[];
const newestFirst = (a: { readonly position: string }, b: { readonly position: string }): number =>
  a.position < b.position ? 1 : -1;

/** Every condition of the query, checked on the head itself: indexes and pointers only propose. */
const matches = (record: AuthorizationRecord, query: AuthorizationQuery): boolean => {
  const { patientKey, placer, number, state, serviceFrom, serviceTo } = query;
  return (
    (patientKey === undefined || record.patientKey === patientKey) &&
    (state === undefined || record.state === state) &&
    (serviceFrom === undefined || record.serviceDate >= serviceFrom) &&
    (serviceTo === undefined || record.serviceDate <= `${serviceTo}~`) &&
    (number === undefined ||
      record.approvals.some((one) => one.number !== undefined && plainNumber(one.number) === plainNumber(number))) &&
    (placer === undefined ||
      record.placerIds.some(
        ({ system, value }) => value === placer.value && (placer.system === undefined || system === placer.system),
      ))
  );
};

/** Pointers name the partition of the head. */
const pointedHeads = async (table: TableAccess, range: Range): Promise<readonly Key[]> =>
  (await queryRange(table, range)).flatMap(({ sk }) => (typeof sk === 'string' ? [keys.headAt(sk)] : []));

/** Few heads, all read at once and then cut into pages. */
const fromPointers =
  (table: TableAccess, query: AuthorizationQuery, at: readonly Key[]): ReadRows<AuthorizationRecord> =>
  async (after, limit) => {
    const heads = (await readHeads(table, at)).filter((head) => head !== undefined);
    return heads
      .filter((head) => matches(head, query))
      .map((head) => ({ position: positionOf(head), name: `${head.source} ${head.orderId}`, item: head }))
      .sort(newestFirst)
      .filter(({ position }) => after === undefined || position < after)
      .slice(0, limit);
  };

/**
 * Index rows of all ranges merged, then the heads behind them. A row that lags behind its head still proposes it; a head
 * that moved on meanwhile is listed where the index last saw it, once a page.
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

/** Newest service date first, then last changed. The most telling condition proposes, the others filter. */
export const findRecords = async (
  table: TableAccess,
  digest: Digest,
  tenant: string,
  query: AuthorizationQuery,
): Promise<Page<AuthorizationRecord>> => {
  const { limit, cursor, placer, number, patientKey, state, serviceFrom, serviceTo } = query;
  if (number !== undefined)
    return readPage(limit, cursor, fromPointers(table, query, await headsWithNumber(table, digest, tenant, number)));
  if (placer !== undefined) {
    const pointers = ranges.placer(tenant, placerHash(digest, tenant, placer.value));
    return readPage(limit, cursor, fromPointers(table, query, await pointedHeads(table, pointers)));
  }
  const proposing =
    patientKey !== undefined
      ? [ranges.patientHeads(tenant, patientKey, serviceFrom, serviceTo)]
      : (state ? [state] : STATES).map((one) => ranges.stateHeads(tenant, one, serviceFrom, serviceTo));
  return readPage(limit, cursor, fromIndex(table, query, proposing));
};

/** Heads of one order id, one for each source that has it. */
export const recordsOfOrderId = async (table: TableAccess, tenant: string, orderId: string): Promise<Records> => {
  const heads = await readHeads(table, await pointedHeads(table, ranges.orderId(tenant, orderId)));
  return heads.filter((head) => head !== undefined);
};
