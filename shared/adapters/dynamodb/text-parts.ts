import type { Write } from './batches.ts';
import { packText } from './compress.ts';
import type { Key } from './table.ts';
import type { Item } from './table-access.ts';

/** Bytes of one part: an item may hold 400 kB. */
const PART_BYTES = 350_000;

/** A long text as items, each telling how many there are. */
export const partItems = (text: string, keyOf: (index: number) => Key): readonly Write[] => {
  const bytes = packText(text);
  const parts = Math.max(1, Math.ceil(bytes.length / PART_BYTES));
  return Array.from({ length: parts }, (_, index) => ({
    put: { ...keyOf(index), parts, bytes: bytes.slice(index * PART_BYTES, (index + 1) * PART_BYTES) },
  }));
};

export const isWhole = (rows: readonly Item[]): boolean => rows.length > 0 && rows.length === rows[0]?.parts;
