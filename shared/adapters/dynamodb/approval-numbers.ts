import * as z from 'zod/mini';
import type { OrderRef } from '../../app/authorization-store.ts';
import type { Digest } from '../../app/ports.ts';
import { makeReader } from './item.ts';
import { queryRange } from './query-range.ts';
import { type Key, keys, ranges } from './table.ts';
import { type TableAccess, updateItem } from './table-access.ts';

/** ` a12 345` and `A12345` are one number. */
export const plainNumber = (number: string): string => number.toUpperCase().replace(/\s/g, '');
const numberHash = (digest: Digest, tenant: string, number: string): string =>
  digest.keyed(tenant, `number:${plainNumber(number)}`);

const claimKey = (digest: Digest, tenant: string, payer: string, number: string): Key =>
  keys.number(tenant, numberHash(digest, tenant, number), digest.keyed(tenant, `payer:${payer}`));

/** One item holds the patient and the set of orders under the number, so sibling orders share it in one atomic write. */
export const claimNumber = async (
  table: TableAccess,
  digest: Digest,
  tenant: string,
  claim: { readonly payer: string; readonly number: string; readonly patientKey: string; readonly order: OrderRef },
): Promise<'claimed' | 'taken'> => {
  const done = await updateItem(
    table,
    claimKey(digest, tenant, claim.payer, claim.number),
    'SET patientKey = :patientKey ADD orders :orders',
    {
      expression: 'attribute_not_exists(orders) OR patientKey = :patientKey',
      values: { ':patientKey': claim.patientKey, ':orders': new Set([keys.head(tenant, claim.order).pk]) },
    },
  );
  return done === 'refused' ? 'taken' : 'claimed';
};

/** The last order to let go leaves an empty claim that anyone may take. */
export const releaseNumber = async (
  table: TableAccess,
  digest: Digest,
  tenant: string,
  claim: { readonly payer: string; readonly number: string; readonly order: OrderRef },
): Promise<void> => {
  await updateItem(table, claimKey(digest, tenant, claim.payer, claim.number), 'DELETE orders :orders', {
    expression: 'attribute_exists(pk)',
    values: { ':orders': new Set([keys.head(tenant, claim.order).pk]) },
  });
};

const readClaim = makeReader<{ readonly orders?: ReadonlySet<string> }>(
  'number claim',
  z.looseObject({ orders: z.optional(z.set(z.string())) }),
);

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
