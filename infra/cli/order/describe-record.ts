import * as z from 'zod/mini';
import { statusOf } from '../../../shared/app/search/status-words.ts';
import { readStatus } from '../../local/read-status.ts';

const output = z.looseObject({
  valuePeriod: z.optional(z.looseObject({ start: z.optional(z.string()), end: z.optional(z.string()) })),
  /** Says where the last day is only assumed. */
  type: z.optional(z.looseObject({ text: z.optional(z.string()) })),
});

const windowOf = (window: unknown): string => {
  const { valuePeriod: { start = '', end = '' } = {}, type } = output.safeParse(window).data ?? {};
  if (!start && !end) return '';
  return [`${start || '…'} to ${end || '…'}`, ...(type?.text ? [`(${type.text})`] : [])].join(' ');
};

/** An authorization record for people; missing values are left out. */
export const describeRecord = (task: unknown): readonly string[] => {
  const { state, of, part } = readStatus(task);
  const rows: readonly (readonly [string, string])[] = [
    ['State', state],
    ['Advice', of('advice')],
    ['Answer', of('disposition')],
    ['Number', of('number')],
    ['Window', windowOf(part('window'))],
    ['Bookable', of('bookable')],
    ['Status', statusOf(of('state'), of('owner'))],
    ['Next', of('next-step')],
  ];
  return rows.filter(([, text]) => text).map(([label, text]) => `${label.padEnd(10)}${text}`);
};
