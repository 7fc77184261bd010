import { TooLarge } from '../../app/ports/too-large.ts';
import type { Item } from './table-access.ts';

/** DynamoDB holds items of 400 kB (409,600 bytes); names and numbers are counted generously here. */
const MOST_ITEM_BYTES = 400_000;

/** A list or map takes three bytes more than its members, a member one. */
const sizeOf = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (value instanceof Uint8Array) return value.byteLength;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + 1 + sizeOf(one), 3);
  if (typeof value !== 'object' || value === null) return 21;
  let sum = 3;
  for (const name in value) sum += 1 + Buffer.byteLength(name) + sizeOf(Reflect.get(value, name));
  return sum;
};

/** @throws TooLarge before anything is written, where the table could not hold an item. */
export const checkSize = (item: Item): void => {
  if (sizeOf(item) > MOST_ITEM_BYTES) throw new TooLarge('This is more than can be stored; send less at once.');
};
