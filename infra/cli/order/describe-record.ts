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

const annotation = z.looseObject({
  valueAnnotation: z.looseObject({ authorString: z.string(), time: z.string(), text: z.string() }),
});
/** The newest few; the rest is in the answer as JSON. */
const NOTES_SHOWN = 5;

const noteRow = (output: unknown): readonly [string, string] => {
  const { valueAnnotation } = annotation.safeParse(output).data ?? {};
  if (!valueAnnotation) return ['Note', ''];
  const { time, authorString, text } = valueAnnotation;
  return ['Note', `${time.slice(0, 10)} ${authorString}: ${text.replace(/\s+/g, ' ')}`];
};

/** An authorization record for people; missing values are left out. */
export const describeRecord = (task: unknown): readonly string[] => {
  const { state, of, part, all } = readStatus(task);
  const rows: readonly (readonly [string, string])[] = [
    ['State', state],
    ['Advice', of('advice')],
    ['Answer', of('disposition')],
    ['Number', of('number')],
    ['Window', windowOf(part('window'))],
    ['Bookable', of('bookable')],
    ['Status', statusOf(of('state'), of('owner'))],
    ['Next', of('next-step')],
    ['Assigned', of('assignee')],
    ['Follow-up', of('follow-up')],
    ['Waiting', of('waiting-on')],
    ...all('note').slice(0, NOTES_SHOWN).map(noteRow),
  ];
  return rows.filter(([, text]) => text).map(([label, text]) => `${label.padEnd(10)}${text}`);
};
