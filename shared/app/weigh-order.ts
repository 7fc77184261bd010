import type { AuthorizationRecord } from '../core/authorization.ts';
import type { OrderIdentity } from '../core/inquiry.ts';
import type { Caller } from './caller.ts';
import type { OrderAnswer } from './order-answers.ts';

type Record = AuthorizationRecord | undefined;
const isLater = (a: string | undefined, b: string | undefined): boolean => (a ?? '') > (b ?? '');

/** A record that already knows a newer version of the order keeps it. */
export const isStale = (record: Record, order: OrderIdentity): boolean =>
  record !== undefined &&
  record.orderDigest !== order.digest &&
  order.lastUpdated !== undefined &&
  isLater(record.orderLastUpdated, order.lastUpdated);

/**
 * The same order with the same answer. Of a caller who repeats himself also an answer the record had before: what was
 * learned since (a clinician's answers, a payer's decision) stands.
 */
export const isDuplicate = (
  record: Record,
  { order, determinationId }: OrderAnswer,
  { repeats }: Pick<Caller, 'repeats'>,
): boolean =>
  record?.orderDigest === order.digest &&
  (record.determinationId === determinationId ||
    (repeats === true && record.history.some((entry) => entry.determinationId === determinationId)));

/** A duplicate under a later version only moves the record's notion of "newest", so that stragglers stay older. */
export const touched = (record: Record, { order }: OrderAnswer): readonly AuthorizationRecord[] =>
  record && isLater(order.lastUpdated, record.orderLastUpdated) ? [{ ...record, ...newestVersion(record, order) }] : [];

/** What the record knows of the order's newest version; the same content read again from an older one changes nothing. */
export const newestVersion = (
  record: Record,
  { digest, lastUpdated, version }: OrderIdentity,
): Pick<AuthorizationRecord, 'orderLastUpdated' | 'orderVersion'> => {
  const keep = record?.orderDigest === digest && !isLater(lastUpdated, record.orderLastUpdated);
  const newest = keep
    ? { orderLastUpdated: record.orderLastUpdated, orderVersion: record.orderVersion }
    : { orderLastUpdated: lastUpdated, orderVersion: version };
  return {
    ...(newest.orderLastUpdated ? { orderLastUpdated: newest.orderLastUpdated } : {}),
    ...(newest.orderVersion ? { orderVersion: newest.orderVersion } : {}),
  };
};
