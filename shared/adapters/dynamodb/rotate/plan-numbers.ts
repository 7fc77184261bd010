import type { AuthorizationRecord } from '../../../core/authorization/authorization.ts';
import { numberHolder } from '../../../core/authorization/payer-decisions.ts';
import type { Approval } from '../../../core/model/approval.ts';
import { keyIn } from '../batches.ts';
import { queryRange } from '../query-range.ts';
import { everyNumberHash, numberHash, payerHash, readClaim } from '../records/approval-numbers.ts';
import { decisionsOfHead } from '../records/decisions.ts';
import { type Key, keys, ranges } from '../table.ts';
import { updateItem } from '../table-access.ts';
import type { KeyMove, Rotation } from './move.ts';

/** A claim of this order under an earlier key version, and its new place. */
interface OldClaim {
  readonly from: Key;
  readonly to: Key;
  readonly claimedAt: string;
  /** Whether the order has the number, or had it. */
  readonly list: 'orders' | 'former';
}

const numbersOf = (decisions: readonly Approval[]): readonly string[] => [
  ...new Set(decisions.flatMap(({ number }) => number ?? [])),
];

/** Finds the number under any payer, including one the order had before. */
const oldClaims = async (
  record: AuthorizationRecord,
  number: string,
  version: string,
  { table, digest }: Rotation,
): Promise<readonly OldClaim[]> => {
  const { tenant } = record;
  const placeOf = (holder: string, keyVersion?: string) =>
    keys.number(tenant, numberHash(digest, tenant, number, keyVersion), payerHash(digest, tenant, holder, keyVersion));
  const call = numberHolder(record, 'call-reference');
  const own = keys.head(tenant, record).pk;
  const hashes = everyNumberHash(digest, tenant, number, version);
  const rows = await Promise.all(hashes.map((hash) => queryRange(table, ranges.number(tenant, hash))));
  return rows.flat().flatMap((row) => {
    const { orders, former, claimedAt } = readClaim(row);
    const from = keyIn(row);
    const isCall = JSON.stringify(from) === JSON.stringify(placeOf(call, version));
    const to = placeOf(isCall ? call : numberHolder(record, undefined));
    const list = orders?.has(own) ? 'orders' : former?.has(own) ? 'former' : undefined;
    return list ? [{ from, to, claimedAt, list }] : [];
  });
};

/** Moves this order's part of each claim: written at the new place first, then removed from the old one. */
export const planNumbers = async (record: AuthorizationRecord, rotation: Rotation): Promise<KeyMove | undefined> => {
  const { table, digest } = rotation;
  const asked = numbersOf(await decisionsOfHead(table, record)).flatMap((number) =>
    digest.versions.slice(1).map((version) => oldClaims(record, number, version, rotation)),
  );
  const claims = (await Promise.all(asked)).flat();
  if (!claims.length) return undefined;
  const orders = { ':orders': new Set([keys.head(record.tenant, record).pk]) };
  return async () => {
    for (const { from, to, claimedAt, list } of claims) {
      if (list === 'former') {
        const values = { ...orders, ':patientKey': record.patientKey, ':at': claimedAt };
        const kept =
          'SET patientKey = if_not_exists(patientKey, :patientKey), claimedAt = if_not_exists(claimedAt, :at) ADD former :orders';
        await updateItem(table, to, kept, { expression: 'attribute_exists(pk) OR attribute_not_exists(pk)', values });
        await updateItem(table, from, 'DELETE former :orders', { expression: 'attribute_exists(pk)', values: orders });
        continue;
      }
      const done = await updateItem(table, to, 'SET patientKey = :patientKey, claimedAt = :at ADD orders :orders', {
        expression: 'attribute_not_exists(orders) OR patientKey = :patientKey',
        values: { ...orders, ':patientKey': record.patientKey, ':at': claimedAt },
      });
      if (done === 'refused') return false;
      await updateItem(table, from, 'DELETE orders :orders', { expression: 'attribute_exists(pk)', values: orders });
    }
    return true;
  };
};
