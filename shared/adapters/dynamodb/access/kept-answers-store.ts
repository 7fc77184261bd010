import * as z from 'zod/mini';
import type { KeptAnswers, KeyClaim, KeyedCall } from '../../../app/ports/access/kept-answers.ts';
import { packText, unpackText } from '../compress.ts';
import { bytesOf, DAY_SECONDS, expiringAfter, makeReader } from '../item.ts';
import { EXPIRY_ATTRIBUTE } from '../table.ts';
import { getItem, putItem, removeItem, type TableAccess } from '../table-access.ts';
import { guardKeys } from '../table-guards.ts';

/** A call unanswered for longer than this has died, and another may start. Running it twice at once is harmless. */
const LEASE_MS = 10_000;
/** The DynamoDB item limit is 400 kB. */
const MOST_BYTES = 380_000;

const readKept = makeReader<{ readonly asked: string; readonly bytes?: Uint8Array }>(
  'kept answer',
  z.looseObject({ asked: z.string(), bytes: z.optional(z.instanceof(Uint8Array)) }),
);
const keyOf = ({ tenant, key }: KeyedCall) => guardKeys.keptAnswer(tenant, key);
const itemOf = (call: KeyedCall) => ({
  ...keyOf(call),
  asked: call.asked,
  ...expiringAfter(call.at, DAY_SECONDS),
});

/** An item is checked against its own expiry, since DynamoDB may delete it later. */
const absent = ({ at }: KeyedCall) => ({
  expression: `attribute_not_exists(pk) OR ${EXPIRY_ATTRIBUTE} < :second`,
  values: { ':second': Math.floor(Date.parse(at) / 1_000) },
});

/** What the item of a key says about this call. */
const judge = (item: Readonly<Record<string, unknown>>, call: KeyedCall): KeyClaim => {
  const { asked, bytes } = readKept(item);
  if (asked !== call.asked) return { is: 'other' };
  return bytes ? { is: 'answered', answer: unpackText(bytes) } : { is: 'under-way' };
};

const isOver = (item: Readonly<Record<string, unknown>>, { at }: KeyedCall): boolean =>
  Number(item[EXPIRY_ATTRIBUTE]) < Math.floor(Date.parse(at) / 1_000) || Number(item.leaseUntil) < Date.parse(at);

export const makeKeptAnswers = (table: TableAccess): KeptAnswers => ({
  claim: async (call): Promise<KeyClaim> => {
    for (const key of call.earlierKeys ?? []) {
      const before = await getItem(table, guardKeys.keptAnswer(call.tenant, key));
      if (before && !isOver(before, call)) return judge(before, call);
    }
    const now = Date.parse(call.at);
    const { expression, values } = absent(call);
    const free = {
      expression: `${expression} OR (asked = :asked AND leaseUntil < :now)`,
      values: { ...values, ':asked': call.asked, ':now': now },
    };
    if ((await putItem(table, { ...itemOf(call), leaseUntil: now + LEASE_MS }, free)) === 'written')
      return { is: 'ours' };
    const found = await getItem(table, keyOf(call));
    return found ? judge(found, call) : { is: 'under-way' };
  },

  keep: async (call, answer) => {
    const bytes = packText(answer);
    if (bytes.length > MOST_BYTES) {
      await removeItem(table, keyOf(call));
      return answer;
    }
    const { expression, values } = absent(call);
    const first = { expression: `${expression} OR attribute_not_exists(bytes)`, values };
    if ((await putItem(table, { ...itemOf(call), bytes }, first)) === 'written') return answer;
    const found = await getItem(table, keyOf(call));
    return found?.asked === call.asked ? unpackText(bytesOf(found)) : answer;
  },

  release: (call) => removeItem(table, keyOf(call)),
});
