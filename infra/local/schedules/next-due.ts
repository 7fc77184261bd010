import { queryRange } from '../../../shared/adapters/dynamodb/query-range.ts';
import { INDEXES, type Range, ranges, SHARDS } from '../../../shared/adapters/dynamodb/table.ts';
import type { TableAccess } from '../../../shared/adapters/dynamodb/table-access.ts';
import { FOLLOW_UPS } from '../../../shared/app/outbox/deliveries.ts';

/** Later than any instant. */
const EVER = '9999';
/** Before any instant. */
const NOW = '0';

const shards = Array.from({ length: SHARDS }, (_, shard) => shard);

const earliest = (instants: readonly (string | undefined)[]): string | undefined =>
  instants.filter((instant) => instant !== undefined).sort()[0];

/** Sort keys of what is due start with the instant. */
const firstIn = async (table: TableAccess, range: Range): Promise<string | undefined> => {
  const [first] = await queryRange(table, range, { limit: 1 });
  const position = first?.[range.index ? INDEXES[range.index].sk : 'sk'];
  return typeof position === 'string' ? position.split('#')[0] : undefined;
};

/** When the first record falls due. */
export const nextDeadline = async (table: TableAccess): Promise<string | undefined> =>
  earliest(await Promise.all(shards.map((shard) => firstIn(table, ranges.due(shard, EVER)))));

/** When the first delivery is to be tried: one that goes with a change at once, another when its time has come. */
export const nextDelivery = async (table: TableAccess): Promise<string | undefined> => {
  const changes = await Promise.all(shards.map((shard) => queryRange(table, ranges.deliveries(shard), { limit: 1 })));
  if (changes.flat().length > 0) return NOW;
  const lists = [...FOLLOW_UPS.values()].flatMap(({ list }) =>
    shards.map((shard) => firstIn(table, ranges.dueDeliveries(list, shard, EVER))),
  );
  return earliest(await Promise.all(lists));
};
