import * as z from 'zod/mini';
import type { Assertion, Assertions } from '../../app/assertion.ts';
import { bytesOf, makeReader, pack, unpack } from './item.ts';
import { EXPIRY_ATTRIBUTE, keys } from './table.ts';
import { getItem, putItem, type TableAccess } from './table-access.ts';

/** An order that is not placed within half a year is a new question. */
const KEPT_DAYS = 183;
const DAY_SECONDS = 86_400;

const readAssertion = makeReader<Assertion>(
  'assertion',
  z.looseObject({
    id: z.string(),
    source: z.string(),
    at: z.string(),
    orders: z.array(z.looseObject({ id: z.string() })),
  }),
);

/** What was said of drafts, compressed; each cleared away by itself. */
export const makeAssertionStore = (table: TableAccess): Assertions => ({
  put: async (tenant, assertion) => {
    const expires = Math.floor(Date.parse(assertion.at) / 1000) + KEPT_DAYS * DAY_SECONDS;
    const item = { ...keys.assertion(tenant, assertion.id), bytes: pack(assertion), [EXPIRY_ATTRIBUTE]: expires };
    await putItem(table, item, { expression: 'attribute_not_exists(pk)' });
  },
  get: async (tenant, id) => {
    const item = await getItem(table, keys.assertion(tenant, id));
    return item && readAssertion(unpack(bytesOf(item)));
  },
});
