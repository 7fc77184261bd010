import dynalite from 'dynalite';
import type { Step } from 'dynalite/db/index.js';
import { closeIterators } from '../../infra/local/close-iterators.ts';
import { indexPrefix, writeWhole } from '../../infra/local/storage/whole-writes.ts';

/** What a kill under a release before 2026-12 could do to a folder: the item is there, its index rows are not. Returns how many. */
export const loseIndexRows = async (
  path: string,
  table: string,
  indexes: readonly string[],
  sk: string,
): Promise<number> => {
  closeIterators();
  const { opened, store } = writeWhole(
    () => dynalite({ path, createTableMs: 0 }),
    () => undefined,
  );
  const lost: Step[] = [];
  for (const index of indexes) {
    const prefix = indexPrefix(table, index);
    const cursor = store.db.iterator({ gte: prefix, lt: `${prefix}\xff` });
    for (let some = await cursor.nextv(500); some.length > 0; some = await cursor.nextv(500))
      for (const [key, row] of some) if (row.sk?.S === sk) lost.push({ type: 'del', key });
    await cursor.close();
  }
  await new Promise<void>((done, fail) => store.db.batch(lost, (error) => (error ? fail(error) : done())));
  await new Promise((resolve) => {
    opened.listen(0, '127.0.0.1', () => opened.close(resolve));
  });
  return lost.length;
};
