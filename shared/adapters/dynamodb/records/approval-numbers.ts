import * as z from 'zod/mini';
import type { NumberClaim } from '../../../app/ports/authorization-store.ts';
import type { Digest } from '../../../app/ports/ports.ts';
import { holdsNumber } from '../../../core/authorization/payer-decisions.ts';
import type { PatientKey } from '../../../core/model/keys/person-keys.ts';
import { plainNumber, spacelessNumber } from '../../../core/model/keys/plain-number.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { readBatch } from '../batches.ts';
import { makeReader } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { type Key, keys, ranges } from '../table.ts';
import { getItem, type TableAccess, updateItem } from '../table-access.ts';
import { decisionsOfHead } from './decisions.ts';
import { readHeads } from './head-item.ts';

export const numberHash = (digest: Digest, tenant: TenantId, number: string, version?: string): string =>
  digest.keyed(tenant, `number:${plainNumber(number)}`, version);

/** Every hash a number may be stored under with one version of the key: as spelled now, and as before dashes were ignored. */
export const everyNumberHash = (
  digest: Digest,
  tenant: TenantId,
  number: string,
  version: string,
): readonly string[] => [
  ...new Set([
    numberHash(digest, tenant, number, version),
    digest.keyed(tenant, `number:${spacelessNumber(number)}`, version),
  ]),
];

export const payerHash = (digest: Digest, tenant: TenantId, payer: string, version?: string): string =>
  digest.keyed(tenant, `payer:${payer}`, version);

const claimKey = (digest: Digest, tenant: TenantId, payer: string, number: string): Key =>
  keys.number(tenant, numberHash(digest, tenant, number), payerHash(digest, tenant, payer));

/** Where the number may be claimed, the current place first. */
const everyClaimKey = (digest: Digest, tenant: TenantId, payer: string, number: string): readonly Key[] =>
  digest.versions.flatMap((version) =>
    everyNumberHash(digest, tenant, number, version).map((hash) =>
      keys.number(tenant, hash, payerHash(digest, tenant, payer, version)),
    ),
  );

interface StoredNumberClaim {
  readonly orders?: ReadonlySet<string>;
  /** Orders it was cancelled on: nothing is held there, but a claim with the number finds what became of it. */
  readonly former?: ReadonlySet<string>;
  readonly patientKey: PatientKey;
  readonly claimedAt: string;
}
export const readClaim = makeReader<StoredNumberClaim>(
  'number claim',
  z.looseObject({
    orders: z.optional(z.set(z.string())),
    former: z.optional(z.set(z.string())),
    patientKey: z.string(),
    claimedAt: z.string(),
  }),
);

/** A writer has this long to put its head after the claim; then a claim without a head does not count. */
const GRACE_MS = 60_000;

const isAbandoned = async (
  table: TableAccess,
  { orders, claimedAt }: StoredNumberClaim,
  { number, at }: NumberClaim,
) => {
  if (Date.parse(at) - Date.parse(claimedAt) < GRACE_MS) return false;
  const heads = await readHeads(table, [...(orders ?? [])].map(keys.headAt));
  const decisions = await Promise.all(heads.map((head) => (head ? decisionsOfHead(table, head) : [])));
  return !decisions.some((all) => holdsNumber(all, number));
};

/**
 * One item holds the patient and the set of orders under the number, so sibling orders share it in one atomic write.
 * A claim of another patient counts only as long as a head has the number: writers die between the two.
 */
const claimHere = async (
  table: TableAccess,
  key: Key,
  tenant: TenantId,
  claim: NumberClaim,
): Promise<'claimed' | 'taken'> => {
  const { patientKey, order, at } = claim;
  const values = { ':patientKey': patientKey, ':at': at, ':orders': new Set([keys.head(tenant, order).pk]) };
  const done = await updateItem(table, key, 'SET patientKey = :patientKey, claimedAt = :at ADD orders :orders', {
    expression: 'attribute_not_exists(orders) OR patientKey = :patientKey',
    values,
  });
  if (done !== 'refused') return 'claimed';
  const item = await getItem(table, key);
  if (!item) return 'taken';
  const held = readClaim(item);
  if (!(await isAbandoned(table, held, claim))) return 'taken';
  const taken = await updateItem(
    table,
    key,
    'SET patientKey = :patientKey, claimedAt = :at, orders = :orders',
    // As it was read, or as this same write stored it when the response was lost.
    { expression: 'claimedAt = :seen OR patientKey = :patientKey', values: { ...values, ':seen': held.claimedAt } },
  );
  return taken === 'refused' ? 'taken' : 'claimed';
};

/** Another patient has the number under another version of the hash key, or in its earlier spelling. */
const isTakenByOther = async (table: TableAccess, digest: Digest, tenant: TenantId, claim: NumberClaim) => {
  const { payer, number, patientKey, earlierKeys = [] } = claim;
  for (const key of everyClaimKey(digest, tenant, payer, number).slice(1)) {
    const item = await getItem(table, key);
    const held = item && readClaim(item);
    if (!held?.orders?.size || [patientKey, ...earlierKeys].includes(held.patientKey)) continue;
    if (!(await isAbandoned(table, held, claim))) return true;
  }
  return false;
};

/**
 * During a hash key rotation, processes claim under different versions: each writes its own claim first and checks the
 * others after, so of two concurrent claims at least one backs off.
 */
export const claimNumber = async (
  table: TableAccess,
  digest: Digest,
  tenant: TenantId,
  claim: NumberClaim,
): Promise<'claimed' | 'taken'> => {
  const key = claimKey(digest, tenant, claim.payer, claim.number);
  if ((await claimHere(table, key, tenant, claim)) === 'taken') return 'taken';
  if (!(await isTakenByOther(table, digest, tenant, claim))) return 'claimed';
  await releaseHere(table, key, tenant, claim, false);
  return 'taken';
};

/** The last order to release leaves a claim without orders, free to be taken. */
const releaseHere = async (
  table: TableAccess,
  key: Key,
  tenant: TenantId,
  { order }: Pick<NumberClaim, 'order'>,
  keep: boolean,
) => {
  const values = { ':orders': new Set([keys.head(tenant, order).pk]) };
  const own = { expression: 'attribute_exists(pk)', values };
  await updateItem(table, key, keep ? 'DELETE orders :orders ADD former :orders' : 'DELETE orders :orders', own);
};

export const releaseNumber = async (
  table: TableAccess,
  digest: Digest,
  tenant: TenantId,
  claim: Omit<NumberClaim, 'patientKey' | 'earlierKeys' | 'at'>,
): Promise<void> => {
  for (const key of everyClaimKey(digest, tenant, claim.payer, claim.number))
    await releaseHere(table, key, tenant, claim, true);
};

/** Of each number, whether another order has it at that payer: the claims are read in batches, however many are asked about. */
export const sharedNumbers = async (
  table: TableAccess,
  digest: Digest,
  tenant: TenantId,
  asked: readonly Pick<NumberClaim, 'payer' | 'number' | 'order'>[],
): Promise<readonly boolean[]> => {
  const places = asked.flatMap(({ payer, number, order }, index) =>
    everyClaimKey(digest, tenant, payer, number).map((key) => ({ key, index, own: keys.head(tenant, order).pk })),
  );
  const items = await readBatch(
    table,
    places.map(({ key }) => key),
  );
  const shared = new Set(
    places.flatMap(({ index, own }, at) => {
      const item = items[at];
      const orders = item ? [...(readClaim(item).orders ?? [])] : [];
      return orders.some((one) => one !== own) ? index : [];
    }),
  );
  return asked.map((_, index) => shared.has(index));
};

/** Keys of the heads the number is or was on, of any payer. */
export const headsWithNumber = async (
  table: TableAccess,
  digest: Digest,
  tenant: TenantId,
  number: string,
): Promise<readonly Key[]> => {
  const hashes = digest.versions.flatMap((version) => everyNumberHash(digest, tenant, number, version));
  const claims = await Promise.all(hashes.map((hash) => queryRange(table, ranges.number(tenant, hash))));
  return claims
    .flat()
    .map(readClaim)
    .flatMap(({ orders = [], former = [] }) => [...orders, ...former])
    .map(keys.headAt);
};
