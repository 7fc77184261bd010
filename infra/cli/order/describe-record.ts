import type { OrderRecord } from '../../../client/index.ts';
import { statusOf } from '../../../shared/app/search/status-words.ts';

const windowOf = ({ window = {} }: OrderRecord): string => {
  const { start = '', end = '', says } = window;
  if (!start && !end) return '';
  return [`${start || '…'} to ${end || '…'}`, ...(says ? [`(${says})`] : [])].join(' ');
};

/** An authorization record for people; missing values are left out. */
export const describeRecord = (record: OrderRecord): readonly string[] => {
  const rows: readonly (readonly [string, string])[] = [
    ['State', record.authorization],
    ['Advice', record.advice],
    ['Answer', record.disposition],
    ['Number', record.number ?? ''],
    ['Window', windowOf(record)],
    ['Bookable', record.bookable],
    ['Status', statusOf(record.state, record.nextAction?.owner)],
    ['Next', record.nextStep],
  ];
  return rows.filter(([, text]) => text).map(([label, text]) => `${label.padEnd(10)}${text}`);
};
