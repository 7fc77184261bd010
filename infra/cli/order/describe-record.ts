import * as z from 'zod/mini';
import { statusOf } from '../../../shared/app/search/status-words.ts';
import { readStatus } from '../../local/read-status.ts';

const period = z.looseObject({ start: z.optional(z.string()), end: z.optional(z.string()) });

const windowOf = (value: unknown): string => {
  const { start = '', end = '' } = period.safeParse(value).data ?? {};
  return start || end ? `${start || '…'} to ${end || '…'}` : '';
};

/** An authorization record for people; missing values are left out. */
export const describeRecord = (task: unknown): readonly string[] => {
  const { state, of, part } = readStatus(task);
  const rows: readonly (readonly [string, string])[] = [
    ['State', state],
    ['Advice', of('advice')],
    ['Answer', of('disposition')],
    ['Number', of('number')],
    ['Window', windowOf(part('window')?.valuePeriod)],
    ['Bookable', of('bookable')],
    ['Status', statusOf(of('state'), of('owner'))],
    ['Next', of('next-step')],
  ];
  return rows.filter(([, text]) => text).map(([label, text]) => `${label.padEnd(10)}${text}`);
};
