import type { Note, OrderRecord } from '../../../client/index.ts';
import { statusOf } from '../../../shared/app/search/status-words.ts';

const windowOf = ({ window = {} }: OrderRecord): string => {
  const { start = '', end = '', says } = window;
  if (!start && !end) return '';
  return [`${start || '…'} to ${end || '…'}`, ...(says ? [`(${says})`] : [])].join(' ');
};

/** The newest few; the rest is in the answer as JSON. */
const NOTES_SHOWN = 5;

const noteRow = ({ says, at = '', by = '' }: Note): readonly [string, string] => [
  'Note',
  `${at.slice(0, 10)} ${by}: ${says.replace(/\s+/g, ' ')}`,
];

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
    ['How', [record.nextAction?.channelSays, record.nextAction?.channelWhy].filter(Boolean).join(' ')],
    ['Assigned', record.assignee ?? ''],
    ['Follow-up', record.followUp ?? ''],
    ['Waiting', record.waitingOn ?? ''],
    ...record.notes.slice(0, NOTES_SHOWN).map(noteRow),
  ];
  return rows.filter(([, text]) => text).map(([label, text]) => `${label.padEnd(10)}${text}`);
};
