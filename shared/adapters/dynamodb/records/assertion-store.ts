import * as z from 'zod/mini';
import type { Assertion, Assertions } from '../../../app/ports/assertion.ts';
import type { Digest } from '../../../app/ports/ports.ts';
import { writeBatch } from '../batches.ts';
import { bytesOf, DAY_SECONDS, expiringAfter, makeReader, pack, unpackItem } from '../item.ts';
import { keys } from '../table.ts';
import { getItem, putItem, type TableAccess } from '../table-access.ts';
import { draftItems } from './draft-item.ts';

/** An order that is not placed within half a year is a new question. */
const KEPT_DAYS = 183;

export const readAssertion = makeReader<Assertion>(
  'assertion',
  z.looseObject({
    id: z.string(),
    source: z.string(),
    at: z.string(),
    patient: z.string(),
    orders: z.array(z.looseObject({ id: z.string() })),
  }),
);

/** Assertions on drafts, compressed; each expires by itself. */
export const makeAssertionStore = (table: TableAccess, digest: Digest): Assertions => ({
  put: async (tenant, assertions) => {
    const [first] = assertions;
    if (!first) return;
    const expires = expiringAfter(first.at, KEPT_DAYS * DAY_SECONDS);
    const absent = { expression: 'attribute_not_exists(pk)' };
    const puts = assertions.map((one) => {
      const { id, patient } = one;
      const item = { ...keys.assertion(tenant, id), assertionIds: [id], patient, bytes: pack(one), ...expires };
      return putItem(table, item, absent);
    });
    const leads = draftItems(digest, tenant, assertions).map((item) => ({ put: { ...item, ...expires } }));
    await Promise.all([...puts, writeBatch(table, leads)]);
  },
  get: async (tenant, id) => {
    const item = await getItem(table, keys.assertion(tenant, id));
    return item && readAssertion(unpackItem(bytesOf(item)));
  },
});
