import { valueAt, type X12Segment } from '../syntax/x12-segment.ts';

/** First and last day, YYYY-MM-DD, both included. */
interface X12Days {
  readonly start?: string;
  readonly end?: string;
}

const dayOf = (text: string): string | undefined => {
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d{2})(\d{2})/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return year && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined;
};

/** Days of a DTP segment, of one day or a range; a date there is none of is left out. */
export const dtpDays = (dtp: X12Segment): X12Days => {
  const format = valueAt(dtp, 2);
  const [from = '', until = ''] = (valueAt(dtp, 3) ?? '').split('-');
  const start = dayOf(from);
  const end = format === 'RD8' ? dayOf(until) : undefined;
  if (start && end && end < start) return {};
  return { ...(start ? { start } : {}), ...(end ? { end } : {}) };
};

const plain = (day: string): string => day.replaceAll('-', '');

/** Format qualifier and value of DTP02 and DTP03. */
export const writtenDays = ({ start, end }: { readonly start: string; readonly end: string }): [string, string] =>
  start === end ? ['D8', plain(start)] : ['RD8', `${plain(start)}-${plain(end)}`];

export const writtenBirthDate = plain;
