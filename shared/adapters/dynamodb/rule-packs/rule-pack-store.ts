import * as z from 'zod/mini';
import type {
  PackHead,
  PackPointer,
  PackReview,
  PackSimulation,
  RulePackStore,
} from '../../../app/ports/rule-packs.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { writeBatch } from '../batches.ts';
import { packText, unpackText } from '../compress.ts';
import { bytesOf, makeReader, pack, unpackItem } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { getItem, type Item, putItem, type TableAccess, updateItem } from '../table-access.ts';
import { packKeys, packRanges } from '../table-packs.ts';

/** Bytes of one part: an item may hold 400 kB. */
const PART_BYTES = 350_000;

const text = z.string();
const ref = { id: text, version: text, hash: text };
const step = { by: text, at: text };
const readHead = makeReader<{ readonly head: PackHead; readonly approved?: PackHead['approved'] }>(
  'rule pack',
  z.looseObject({
    head: z.looseObject({ ...ref, uploaded: z.looseObject(step) }),
    approved: z.optional(z.looseObject(step)),
  }),
);
const readPointerItem = makeReader<{ readonly pointer: PackPointer }>(
  'pointer to rule packs',
  z.looseObject({
    pointer: z.looseObject({
      version: z.int(),
      activations: z.array(z.looseObject({ ...ref, ...step, from: text })),
      rolledBack: z.array(z.looseObject({ ...ref, ...step })),
    }),
  }),
);

const headOf = (item: Item): PackHead => {
  const { head, approved } = readHead(item);
  return approved ? { ...head, approved } : head;
};

export const readPointer = (item: Item | undefined): PackPointer =>
  item ? readPointerItem(item).pointer : { version: 0, activations: [], rolledBack: [] };

const isWhole = (rows: readonly Item[]): boolean => rows.length > 0 && rows.length === rows[0]?.parts;

/** The content under a hash, where all of it is there. */
export const readPackText = async (table: TableAccess, tenant: TenantId, hash: string): Promise<string | undefined> => {
  const rows = await queryRange(table, packRanges.parts(tenant, hash));
  return isWhole(rows) ? unpackText(Buffer.concat(rows.map(bytesOf))) : undefined;
};

const partsOf = (tenant: TenantId, hash: string, content: string) => {
  const bytes = packText(content);
  const parts = Math.ceil(bytes.length / PART_BYTES);
  return Array.from({ length: parts }, (_, index) => ({
    put: {
      ...packKeys.part(tenant, hash, index),
      parts,
      bytes: bytes.slice(index * PART_BYTES, (index + 1) * PART_BYTES),
    },
  }));
};

/** @param onPointed told when this process changed what is active. */
export const makeRulePackStore = (table: TableAccess, onPointed: () => void): RulePackStore => {
  const head: RulePackStore['head'] = async (tenant, named) => {
    const item = await getItem(table, packKeys.head(tenant, named));
    return item && headOf(item);
  };
  return {
    head,
    heads: async (tenant) => (await queryRange(table, packRanges.heads(tenant))).map(headOf),
    put: async (tenant, one, content, review) => {
      const { id, version, hash, uploaded } = one;
      const held = await head(tenant, one);
      if (held) return held;
      const reviewed = { ...packKeys.review(tenant, one), bytes: pack(review) };
      await writeBatch(table, [...partsOf(tenant, hash, content), { put: reviewed }]);
      const item = { ...packKeys.head(tenant, one), head: { id, version, hash, uploaded } };
      const done = await putItem(table, item, { expression: 'attribute_not_exists(pk)' });
      return done === 'written' ? one : ((await head(tenant, one)) ?? one);
    },
    review: async (tenant, one) => {
      const item = await getItem(table, packKeys.review(tenant, one));
      return item && (unpackItem(bytesOf(item)) as PackReview);
    },
    text: (tenant, hash) => readPackText(table, tenant, hash),
    approve: async (tenant, one, approved) => {
      const expression = 'attribute_exists(pk) AND (attribute_not_exists(approved) OR approved = :approved)';
      const values = { ':approved': approved };
      await updateItem(table, packKeys.head(tenant, one), 'SET approved = :approved', { expression, values });
      return (await head(tenant, one)) ?? one;
    },
    simulation: async (tenant, hash) => {
      const item = await getItem(table, packKeys.simulation(tenant, hash));
      return item && (unpackItem(bytesOf(item)) as PackSimulation);
    },
    keepSimulation: (tenant, simulation) => {
      const { pack: of, version } = simulation;
      const item = { ...packKeys.simulation(tenant, of.hash), simulated: version, bytes: pack(simulation) };
      const values = { ':before': version - 1 };
      const unmoved = { expression: 'attribute_not_exists(pk) OR simulated = :before', values };
      return putItem(table, item, unmoved);
    },
    pointer: async (tenant) => readPointer(await getItem(table, packKeys.pointer(tenant))),
    point: async (tenant, pointer) => {
      const values = { ':before': pointer.version - 1 };
      const expression = pointer.version === 1 ? 'attribute_not_exists(pk)' : 'pointer.version = :before';
      const condition = pointer.version === 1 ? { expression } : { expression, values };
      const done = await putItem(table, { ...packKeys.pointer(tenant), pointer }, condition);
      onPointed();
      return done;
    },
  };
};
