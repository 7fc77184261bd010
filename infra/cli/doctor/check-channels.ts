import type { loadCodebook } from '../../../shared/codes/codebook.ts';
import { staleRows } from '../../../shared/rule-files/lint/lint-channels.ts';
import type { CheckUp } from './check-up.ts';

const what = 'channel map';

/** Rows nobody confirmed for too long: the answers that go by them say so too. */
export const checkChannels = (book: ReturnType<typeof loadCodebook>, date: string): CheckUp => {
  const stale = new Map(
    book.channelPayers.flatMap((payer) => staleRows(book, payer, date)).map((row) => [row.id, row]),
  );
  const days = `${book.channelStaleDays} days`;
  return stale.size
    ? {
        what,
        is: 'note',
        says: `not confirmed for ${days}: ${[...stale.values()].map(({ id, confirmed }) => `${id} (${confirmed})`).join(', ')}; confirm a row in the setting channels`,
      }
    : { what, is: 'ok', says: `every row was confirmed within ${days}` };
};
