import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { OrderRef } from '../../../app/ports/authorization-store.ts';
import type { DayList, DayMark, Days } from '../../../app/ports/day-list.ts';
import type { AuthorizationRecord } from '../../../core/authorization/authorization.ts';
import { STATES } from '../../../core/model/determination.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import type { Write } from '../batches.ts';
import { keyIn } from '../batches.ts';
import { makeReader } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { type Key, ranges } from '../table.ts';
import type { TableAccess } from '../table-access.ts';
import { dayKey, daysRange, headOfDay } from '../table-days.ts';
import { listKeys, listRange } from '../table-list.ts';
import { readAnswerItems } from './answers.ts';
import { isListed } from './enlist.ts';
import { readHeads } from './head-item.ts';

/** After this long a writer that has not written its head never will (`settle-change.ts`). */
const ABANDONED_AFTER_MS = 60_000;

const readMark = makeReader<Omit<DayMark, 'name'>>(
  'mark of a day',
  z.looseObject({ version: z.int(), at: z.string(), mark: z.string() }),
);

/** Marks of a change that begins, on every day it may be seen on. */
export const markWrites = (
  tenant: TenantId,
  order: OrderRef,
  days: readonly string[],
  change: Pick<DayMark, 'version' | 'at'>,
): readonly Write[] =>
  days.map((day) => ({ put: { ...dayKey(tenant, day, order), ...change, mark: randomUUID().slice(0, 13) } }));

const readMarks = async (table: TableAccess, tenant: TenantId, { from, to }: Days): Promise<readonly DayMark[]> =>
  (await queryRange(table, daysRange(tenant, from, to))).map((row) => {
    const { version, at, mark } = readMark(row);
    return { name: keyIn(row).sk, version, at, mark };
  });

/**
 * Heads by service date, for those stored before there were marks: none of them changed since. The list of orders serves them by
 * one query once it is complete; a row of an earlier service date names a head the day does not show. Until then each state is asked.
 */
const headsBefore = async (
  table: TableAccess,
  tenant: TenantId,
  { from, to }: Days,
  limit: number,
): Promise<readonly Key[]> => {
  if (await isListed(table, tenant, undefined)) {
    const listed = await queryRange(table, listRange(tenant, from, to), { limit });
    return listed.map((row) => listKeys.head(tenant, keyIn(row)));
  }
  const rows = await Promise.all(
    STATES.map((state) => queryRange(table, ranges.stateHeads(tenant, state, from, to), { limit })),
  );
  return rows.flat().map(keyIn);
};

const isUnsettled = (head: AuthorizationRecord | undefined, { version, at }: DayMark, now: string): boolean =>
  (head?.version ?? 0) < version && Date.parse(now) - Date.parse(at) <= ABANDONED_AFTER_MS;

export const makeDayList = (table: TableAccess): DayList => ({
  marks: (tenant, days) => readMarks(table, tenant, days),
  read: async (tenant, days, marks, now, most) => {
    const marked = marks.map(({ name }) => headOfDay(tenant, name));
    const before = await headsBefore(table, tenant, days, most + 1);
    const places = [...new Map([...marked, ...before].map((key) => [key.pk, key])).values()];
    if (places.length > most) return 'too-many';
    const heads = await readHeads(table, places);
    const byPlace = new Map(places.map(({ pk }, index) => [pk, heads[index]]));
    const records = heads.filter((head) => head !== undefined);
    const ids = [...new Set(records.map(({ answerId }) => answerId))];
    return {
      records,
      answers: await readAnswerItems(table, tenant, ids),
      unsettled: marks.some((mark, index) => isUnsettled(byPlace.get(marked[index]?.pk ?? ''), mark, now)),
    };
  },
  shown: () => undefined,
});
