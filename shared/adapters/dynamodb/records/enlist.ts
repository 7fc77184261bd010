import * as z from 'zod/mini';
import { readStart } from '../../../app/search/cursor.ts';
import { STATES } from '../../../core/model/determination.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { readBatch, writeBatch } from '../batches.ts';
import { rowsBehind } from '../index-rows.ts';
import { makeReader } from '../item.ts';
import { type Key, ranges } from '../table.ts';
import { getItem, putItem, type TableAccess } from '../table-access.ts';
import { listKeys } from '../table-list.ts';
import { isInList } from './from-list.ts';

interface Progress {
  readonly complete?: boolean;
  /** Index of the state looked through, and the position reached in it. */
  readonly state: number;
  readonly after?: string;
  /** Rows this pass had to add. A pass that adds none ends it: an order may change its state behind the pass. */
  readonly added: number;
}
const readProgress = makeReader<Progress>('list progress', z.looseObject({ state: z.int(), added: z.int() }));

/** Tenants whose list is known to be complete, by the store's access to the table: it stays so. */
const known = new WeakMap<TableAccess, Set<TenantId>>();
const knownOf = (table: TableAccess): Set<TenantId> => {
  const tenants = known.get(table) ?? new Set();
  known.set(table, tenants);
  return tenants;
};

const progressOf = async (table: TableAccess, tenant: TenantId): Promise<Progress> => {
  const item = await getItem(table, listKeys.progress(tenant));
  const progress = item ? readProgress(item) : { state: 0, added: 0 };
  if (progress.complete) knownOf(table).add(tenant);
  return progress;
};

/** Whether a page may be read from the list: where it goes on, as it began. */
export const isListed = async (table: TableAccess, tenant: TenantId, cursor: string | undefined): Promise<boolean> => {
  const start = readStart(cursor);
  if (start.ok && start.value !== undefined) return isInList(start.value);
  return knownOf(table).has(tenant) || (await progressOf(table, tenant)).complete === true;
};

/** Enters what is missing of these orders; returns how many were. */
const enter = async (table: TableAccess, rows: readonly Key[]): Promise<number> => {
  const there = await readBatch(table, rows);
  const missing = rows.filter((_, index) => there[index] === undefined);
  await writeBatch(
    table,
    missing.map((put) => ({ put })),
  );
  return missing.length;
};

const AT_ONCE = 100;

export const enlist = async (table: TableAccess, tenant: TenantId, limit: number): Promise<'complete' | 'going-on'> => {
  if (knownOf(table).has(tenant)) return 'complete';
  let progress = await progressOf(table, tenant);
  for (let looked = 0; !progress.complete && looked < limit; ) {
    const { after, added } = progress;
    const state = STATES[progress.state];
    if (!state) {
      progress = { state: 0, added: 0, ...(added === 0 ? { complete: true } : {}) };
      continue;
    }
    const rows = await rowsBehind(table, ranges.stateHeads(tenant, state), after, AT_ONCE);
    const last = rows.length < AT_ONCE ? undefined : rows.at(-1)?.position;
    const entered =
      added +
      (await enter(
        table,
        rows.map(({ position }) => listKeys.rowAt(tenant, position)),
      ));
    looked += rows.length + 1;
    progress = last
      ? { state: progress.state, after: last, added: entered }
      : { state: progress.state + 1, added: entered };
  }
  await putItem(table, { ...listKeys.progress(tenant), ...progress });
  if (progress.complete) knownOf(table).add(tenant);
  return progress.complete ? 'complete' : 'going-on';
};
