import * as z from 'zod/mini';
import type { AuthorizationRecord, RecordHead } from '../../../core/authorization/authorization.ts';
import type { OnFile } from '../../../core/authorization/life.ts';
import { type Standing, standingOf } from '../../../core/authorization/standing.ts';
import { type AuthorizationState, STATES } from '../../../core/model/determination.ts';
import { readBatch } from '../batches.ts';
import { packText } from '../compress.ts';
import { bytesOf, makeReader, unpackItem } from '../item.ts';
import { headIndexes, type Key, keys } from '../table.ts';
import type { Item, TableAccess } from '../table-access.ts';

const text = z.string();
const list = z.array(z.unknown());
const shape = z.looseObject({
  tenant: text,
  source: text,
  orderId: text,
  version: z.int(),
  patientKey: text,
  state: z.enum(STATES),
  advice: text,
  serviceDate: text,
  updatedAt: text,
  determinationId: text,
  answerId: text,
  placerIds: z.array(z.looseObject({ value: text })),
  codes: list,
  approvals: list,
  beside: z.optional(z.looseObject({ count: z.int(), counting: z.int() })),
  clocks: list,
  history: list,
});
/** As stored: state, approval and window as flat fields, not checked for consistency. */
type StoredRecord = RecordHead &
  Omit<OnFile, keyof Standing> &
  Pick<Standing, 'approvals' | 'beside' | 'approval' | 'window'> & { readonly state: AuthorizationState };
const readShape = makeReader<StoredRecord>('head', shape);

export const recordText = (record: AuthorizationRecord): string => JSON.stringify(record);

/** A head is measured before anything is stored, and stored after it: one object, compressed once. */
const packed = new WeakMap<AuthorizationRecord, Uint8Array>();
const packedOnce = (record: AuthorizationRecord): Uint8Array => {
  const before = packed.get(record);
  if (before) return before;
  const bytes = packText(recordText(record));
  packed.set(record, bytes);
  return bytes;
};

/** The head as an item: the record itself, plus what the condition and the indexes need. */
export const headItem = (record: AuthorizationRecord): Item & Key => ({
  ...keys.head(record.tenant, record),
  ...headIndexes(record),
  headVersion: record.version,
  bytes: packedOnce(record),
});

/** @throws for a state without its required fields; this service never writes one. */
export const readHead = (item: Item): AuthorizationRecord => {
  // Releases before stored the record as attributes.
  const record = readShape(item.record ?? unpackItem(bytesOf(item)));
  const standing = standingOf(record);
  if (!standing) throw new Error(`The table holds a head that cannot be read: ${record.state} without its decision`);
  return { ...record, ...standing };
};

/** Heads by key, as they are now; `undefined` where there is none. */
export const readHeads = async (
  table: TableAccess,
  at: readonly Key[],
): Promise<readonly (AuthorizationRecord | undefined)[]> =>
  (await readBatch(table, at)).map((item) => item && readHead(item));
