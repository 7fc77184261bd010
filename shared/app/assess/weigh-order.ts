import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Inquiry, OrderIdentity } from '../../core/model/message/inquiry.ts';
import type { Caller } from '../ports/caller.ts';
import type { OrderAnswer } from './order-answers.ts';

type Known = AuthorizationRecord | undefined;
const isLater = (a: string | undefined, b: string | undefined): boolean => (a ?? '') > (b ?? '');

/** A record that has a newer version of the order keeps it: newer by `lastUpdated`, or, without one, by arrival. */
export const isStale = (record: Known, { digest, lastUpdated }: OrderIdentity, receivedAt: string): boolean => {
  if (record === undefined || record.orderDigest === digest) return false;
  return record.orderLastUpdated && lastUpdated
    ? isLater(record.orderLastUpdated, lastUpdated)
    : isLater(record.orderReceivedAt, receivedAt);
};

/**
 * The same order with the same answer. From a caller that redelivers, an answer the record had before is a duplicate
 * too, and so is an order without its coverage: what was added since (a clinician's answers, a payer decision) is kept.
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

/** The same order again, and its patient goes by another name now: a late message changes none. */
export const isRenamed = (
  record: Known,
  { lastUpdated }: OrderIdentity,
  sealedName: string | undefined,
  receivedAt: string,
): boolean =>
  record !== undefined &&
  sealedName !== undefined &&
  sealedName !== record.sealedName &&
  !isLater(record.orderReceivedAt, receivedAt) &&
  !(lastUpdated && isLater(record.orderLastUpdated, lastUpdated));

/** A duplicate under a later version only updates which version is newest, so that late arrivals count as older. */
export const touched = (record: Known, { order }: OrderAnswer, receivedAt: string): readonly AuthorizationRecord[] =>
  record && isLater(order.lastUpdated, record.orderLastUpdated)
    ? [{ ...record, ...newestVersion(record, order, receivedAt) }]
    : [];

type Newest = Pick<AuthorizationRecord, 'orderLastUpdated' | 'orderVersion' | 'orderReceivedAt'>;

/** The order's newest version as recorded; the same content from an older version changes nothing. */
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
