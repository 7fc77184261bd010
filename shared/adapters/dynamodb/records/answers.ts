import * as z from 'zod/mini';
import type { AnswerQuery, OrderRef, Page, StoredDetermination } from '../../../app/ports/authorization-store.ts';
import type { AuthorizationRecord, HistoryEntry } from '../../../core/authorization/authorization.ts';
import type { Assessment } from '../../../core/model/assessment.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { fromStored, type StoredAssessment } from '../../../core/model/message/stored-inquiry.ts';
import { readBatch } from '../batches.ts';
import { unpackText } from '../compress.ts';
import { newestFirst, rowsBehind } from '../index-rows.ts';
import { bytesOf, makeReader, unpackItem } from '../item.ts';
import { readPage } from '../page.ts';
import { queryRange } from '../query-range.ts';
import { INDEXES, type Key, keys, ranges } from '../table.ts';
import { getItem, type Item, type TableAccess } from '../table-access.ts';
import { readDetermination } from './determination-item.ts';
import { readHead } from './head-item.ts';

const text = z.string();
const readStored = makeReader<StoredAssessment & { readonly today?: string }>(
  'answer',
  z.looseObject({
    id: text,
    created: text,
    inquiry: z.looseObject({}),
    answer: z.looseObject({ coverages: z.array(z.unknown()) }),
    today: z.optional(text),
  }),
);
/** With the local day its questions were answered on, which releases before did not store here. */
const readWithDay = (item: unknown): { readonly assessment: Assessment; readonly today?: string } => {
  const { today, ...stored } = readStored(item);
  return { assessment: { ...stored, inquiry: fromStored(stored.inquiry) }, ...(today ? { today } : {}) };
};
export const readAssessment = (item: unknown): Assessment => readWithDay(item).assessment;
const readEntry = makeReader<{ readonly entry: HistoryEntry }>(
  'history entry',
  z.looseObject({ entry: z.looseObject({ version: z.int(), at: text, what: text, to: text }) }),
);

export const readAnswer = async (table: TableAccess, tenant: TenantId, id: string): Promise<Assessment | undefined> => {
  const item = await getItem(table, keys.answer(tenant, id));
  return item && readAssessment(unpackItem(bytesOf(item)));
};

const readContentOf = makeReader<{ readonly content: Uint8Array }>(
  'order as received',
  z.looseObject({ content: z.instanceof(Uint8Array) }),
);
/** Releases before gave it an item of its own. */
export const readContent = async (
  table: TableAccess,
  tenant: TenantId,
  record: OrderRef & Pick<AuthorizationRecord, 'contentIn'>,
  digest: string,
): Promise<string | undefined> => {
  const { contentIn } = record;
  if (contentIn) {
    const row = await getItem(table, keys.orderAnswer(tenant, record, contentIn.created, contentIn.answerId));
    return row && unpackText(readContentOf(row).content);
  }
  const item = await getItem(table, keys.content(tenant, record, digest));
  return item && unpackText(bytesOf(item));
};

export const readAnswerItems = async (
  table: TableAccess,
  tenant: TenantId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Assessment>> => {
  const items = await readBatch(
    table,
    ids.map((id) => keys.answer(tenant, id)),
  );
  return new Map(
    items.flatMap((item, index) => (item ? [[ids[index] ?? '', readAssessment(unpackItem(bytesOf(item)))]] : [])),
  );
};

/** It is in the row of its answer, found by the time of that; releases before gave it an item of its own. */
const findDetermination = async (
  table: TableAccess,
  tenant: TenantId,
  order: OrderRef,
  id: string,
  answeredAt: string | undefined,
): Promise<Item | undefined> => {
  const among = async (at: string | undefined) =>
    (await queryRange(table, ranges.orderAnswers(tenant, order, at, at))).findLast((row) => row.determinationId === id);
  const then = answeredAt === undefined ? undefined : await among(answeredAt);
  const alone = then ?? (await getItem(table, keys.determination(tenant, order, id)));
  return alone ?? (answeredAt === undefined ? among(undefined) : undefined);
};

export const readStoredDetermination = async (
  table: TableAccess,
  tenant: TenantId,
  order: OrderRef,
  id: string,
  answeredAt?: string,
): Promise<StoredDetermination | undefined> => {
  const item = await findDetermination(table, tenant, order, id, answeredAt);
  if (!item) return undefined;
  return readDetermination(unpackItem(bytesOf(item)), async (answerId) => {
    const answer = await getItem(table, keys.answer(tenant, answerId));
    return answer && readWithDay(unpackItem(bytesOf(answer)));
  });
};

/** Pointers of an order name the answer; rows of the patient index are the answer itself. */
const answerKey = (tenant: TenantId, row: Item, own: Key): Key =>
  typeof row.answerId === 'string' ? keys.answer(tenant, row.answerId) : own;

/** Newest first. An answer given again moves to its latest time; rows that still have an earlier time are dropped. */
export const findAnswers = async (
  table: TableAccess,
  tenant: TenantId,
  query: AnswerQuery,
): Promise<Page<Assessment>> => {
  const { order, patientKeys = [], createdFrom, createdTo, limit, cursor } = query;
  const ofPatient = patientKeys.map((key) => ranges.patientAnswers(tenant, key, createdFrom, createdTo));
  const proposing = order ? [ranges.orderAnswers(tenant, order, createdFrom, createdTo)] : ofPatient;
  return readPage(limit, cursor, async (after, asked) => {
    const found = await Promise.all(proposing.map((range) => rowsBehind(table, range, after, asked)));
    const rows = found.flat().sort(newestFirst).slice(0, asked);
    const at = rows.map(({ row, key }) => answerKey(tenant, row, key));
    const items = await readBatch(table, at);
    return rows.map(({ position }, index) => {
      const item = items[index];
      const now = item?.[INDEXES.patient.sk] === position;
      const mine = !ofPatient.length || ofPatient.some(({ pk }) => item?.[INDEXES.patient.pk] === pk);
      return {
        position,
        name: position,
        item: item && now && mine ? readAssessment(unpackItem(bytesOf(item))) : undefined,
      };
    });
  });
};

/** Oldest first. The newest entries are on the head before the relay writes them to the history; those on the head win. */
export const readHistory = async (
  table: TableAccess,
  tenant: TenantId,
  order: OrderRef,
): Promise<readonly HistoryEntry[]> => {
  const byVersion = new Map<number, HistoryEntry>();
  const rows = await queryRange(table, ranges.headAndHistory(tenant, order));
  const written = rows.filter(({ sk }) => sk !== keys.headAt('').sk).map((row) => readEntry(row).entry);
  const head = rows.find(({ sk }) => sk === keys.headAt('').sk);
  for (const entry of [...written, ...(head ? readHead(head).history : [])]) byVersion.set(entry.version, entry);
  return [...byVersion.values()].sort((a, b) => a.version - b.version);
};
