import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Inquiry, OrderIdentity } from '../../core/model/inquiry.ts';
import type { Caller } from '../ports/caller.ts';
import type { OrderAnswer } from './order-answers.ts';

type Known = AuthorizationRecord | undefined;
const isLater = (a: string | undefined, b: string | undefined): boolean => (a ?? '') > (b ?? '');

/** A record that already knows a newer version of the order keeps it: later changed, or where that is not said, arrived. */
export const isStale = (record: Known, { digest, lastUpdated }: OrderIdentity, receivedAt: string): boolean => {
  if (record === undefined || record.orderDigest === digest) return false;
  return record.orderLastUpdated && lastUpdated
    ? isLater(record.orderLastUpdated, lastUpdated)
    : isLater(record.orderReceivedAt, receivedAt);
};

/**
 * The same order with the same answer. From a caller that redelivers, an answer the record had before is nothing new
 * either, nor an order that comes without its coverage: what was learned since (a clinician's answers, a payer
 * decision) is kept.
 */
export const isDuplicate = (
  record: Known,
  { order, determinationId }: OrderAnswer,
  { repeats }: Pick<Caller, 'repeats'>,
  { coverages }: Pick<Inquiry, 'coverages'>,
): boolean => {
  if (record?.orderDigest !== order.digest) return false;
  if (record.determinationId === determinationId) return true;
  const before = record.history.some((entry) => entry.determinationId === determinationId);
  return repeats === true && (before || coverages.length === 0);
};

/** A duplicate under a later version only moves the record's notion of "newest", so that stragglers stay older. */
export const touched = (record: Known, { order }: OrderAnswer, receivedAt: string): readonly AuthorizationRecord[] =>
  record && isLater(order.lastUpdated, record.orderLastUpdated)
    ? [{ ...record, ...newestVersion(record, order, receivedAt) }]
    : [];

type Newest = Pick<AuthorizationRecord, 'orderLastUpdated' | 'orderVersion' | 'orderReceivedAt'>;

/** What the record knows of the order's newest version; the same content read again from an older one changes nothing. */
export const newestVersion = (
  record: Known,
  { digest, lastUpdated = record?.orderLastUpdated, version }: OrderIdentity,
  receivedAt: string,
): Newest => {
  if (record?.orderDigest === digest && !isLater(lastUpdated, record.orderLastUpdated)) {
    const { orderLastUpdated, orderVersion, orderReceivedAt } = record;
    return {
      ...(orderLastUpdated ? { orderLastUpdated } : {}),
      ...(orderVersion ? { orderVersion } : {}),
      ...(orderReceivedAt ? { orderReceivedAt } : {}),
    };
  }
  return {
    ...(lastUpdated ? { orderLastUpdated: lastUpdated } : {}),
    ...(version ? { orderVersion: version } : {}),
    orderReceivedAt: receivedAt,
  };
};
