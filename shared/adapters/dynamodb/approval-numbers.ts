import * as z from 'zod/mini';
import type { NumberClaim } from '../../app/authorization-store.ts';
import type { Digest } from '../../app/ports.ts';
import type { AuthorizationRecord } from '../../core/authorization.ts';
import { plainNumber } from '../../core/plain-number.ts';
import { readHeads } from './head-item.ts';
import { makeReader } from './item.ts';
import { queryRange } from './query-range.ts';
import { type Key, keys, ranges } from './table.ts';
import { getItem, type TableAccess, updateItem } from './table-access.ts';

const numberHash = (digest: Digest, tenant: string, number: string): string =>
  digest.keyed(tenant, `number:${plainNumber(number)}`);

const claimKey = (digest: Digest, tenant: string, payer: string, number: string): Key =>
  keys.number(tenant, numberHash(digest, tenant, number), digest.keyed(tenant, `payer:${payer}`));

interface Claim {
  readonly orders?: ReadonlySet<string>;
  readonly claimedAt: string;
}
const readClaim = makeReader<Claim>(
  'number claim',
  z.looseObject({ orders: z.optional(z.set(z.string())), claimedAt: z.string() }),
);

/** A writer has this long to put its head after the claim; then a claim without a head counts for nothing. */
const GRACE_MS = 60_000;

/** Its newest word on the number is not that it was cancelled. */
const holds = (head: AuthorizationRecord | undefined, number: string): boolean => {
  const words = (head?.approvals ?? []).filter(
    (one) => one.number !== undefined && plainNumber(one.number) === plainNumber(number),
  );
  const newest = words.toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1)).at(-1);
  return newest !== undefined && newest.decision !== 'cancelled';
};

const isAbandoned = async (table: TableAccess, { orders, claimedAt }: Claim, { number, at }: NumberClaim) => {
  if (Date.parse(at) - Date.parse(claimedAt) < GRACE_MS) return false;
  const heads = await readHeads(table, [...(orders ?? [])].map(keys.headAt));
  return !heads.some((head) => holds(head, number));
};

/**
 * One item holds the patient and the set of orders under the number, so sibling orders share it in one atomic write.
 * A claim of another patient stands only as long as a head stands behind it: writers die between the two.
 */
export const claimNumber = async (
  table: TableAccess,
  digest: Digest,
  tenant: string,
  claim: NumberClaim,
): Promise<'claimed' | 'taken'> => {
  const { payer, number, patientKey, order, at } = claim;
  const key = claimKey(digest, tenant, payer, number);
  const values = { ':patientKey': patientKey, ':at': at, ':orders': new Set([keys.head(tenant, order).pk]) };
  const done = await updateItem(table, key, 'SET patientKey = :patientKey, claimedAt = :at ADD orders :orders', {
    expression: 'attribute_not_exists(orders) OR patientKey = :patientKey',
    values,
  });
  if (done !== 'refused') return 'claimed';
  const item = await getItem(table, key);
  if (!item) return 'taken';
  const standing = readClaim(item);
  if (!(await isAbandoned(table, standing, claim))) return 'taken';
  const taken = await updateItem(
    table,
    key,
    'SET patientKey = :patientKey, claimedAt = :at, orders = :orders',
    // As it was read, or as this very write left it when its answer was lost.
    { expression: 'claimedAt = :seen OR patientKey = :patientKey', values: { ...values, ':seen': standing.claimedAt } },
  );
  return taken === 'refused' ? 'taken' : 'claimed';
};

/** The last order to let go leaves an empty claim that anyone may take. */
export const releaseNumber = async (
  table: TableAccess,
  digest: Digest,
  tenant: string,
  claim: Omit<NumberClaim, 'patientKey' | 'at'>,
): Promise<void> => {
  await updateItem(table, claimKey(digest, tenant, claim.payer, claim.number), 'DELETE orders :orders', {
    expression: 'attribute_exists(pk)',
    values: { ':orders': new Set([keys.head(tenant, claim.order).pk]) },
  });
};

/** Keys of the heads under a number, whichever payers gave it. */
export const headsWithNumber = async (
  table: TableAccess,
  digest: Digest,
  tenant: string,
  number: string,
): Promise<readonly Key[]> => {
  const claims = await queryRange(table, ranges.number(tenant, numberHash(digest, tenant, number)));
  return claims.flatMap((claim) => [...(readClaim(claim).orders ?? [])]).map(keys.headAt);
};
