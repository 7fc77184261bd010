import * as z from 'zod/mini';
import type { Assertion, DraftFound, DraftRef } from '../../../app/ports/assertion.ts';
import type { Digest } from '../../../app/ports/ports.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { makeReader } from '../item.ts';
import { type Key, keys } from '../table.ts';
import type { Item } from '../table-access.ts';

type Placed = Extract<DraftRef, { readonly source: string }>;

/** System and number together: two departments may use the same numbers. */
const draftKey = (digest: Digest, tenant: TenantId, { source, placerId }: Placed, version?: string): Key =>
  keys.draft(tenant, source, digest.keyed(tenant, `draft:${placerId.system ?? ''}|${placerId.value}`, version));

/** Possible keys of a draft's assertions, by every version of the hash key; the same count for each. */
export const draftKeys = (digest: Digest, tenant: TenantId, ref: DraftRef): readonly Key[] =>
  digest.versions.map((version) =>
    'assertionId' in ref ? keys.assertion(tenant, ref.assertionId) : draftKey(digest, tenant, ref, version),
  );

/** One item per placer number, leading to all assertions on its order. */
export const draftItems = (
  digest: Digest,
  tenant: TenantId,
  assertions: readonly Assertion[],
): readonly (Item & Key)[] => {
  const [first] = assertions;
  if (!first) return [];
  const { source, patient, orders } = first;
  const assertionIds = assertions.map(({ id }) => id);
  const placed = orders.flatMap(({ placerIds }) => placerIds.map((placerId) => ({ source, placerId })));
  const found = placed.map((ref) => ({ ...draftKey(digest, tenant, ref), assertionIds, patient }));
  return [...new Map(found.map((item) => [item.pk, item])).values()];
};

/** Both an assertion and a placer number item have the order's patient outside the body. */
export const readDraft = makeReader<DraftFound>(
  'draft',
  z.looseObject({ assertionIds: z.array(z.string()), patient: z.string() }),
);
