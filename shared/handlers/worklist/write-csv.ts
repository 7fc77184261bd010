import type { CheckedRow } from '../../core/authorization/worklist.ts';

const COLUMNS = [
  'row',
  'appointment',
  'order',
  'start',
  'answer',
  'reason',
  'says',
  'earliest',
  'latest',
  'authorization',
  'nextStep',
] as const;

/** Quoted, and never a formula in a spreadsheet, since some of it comes from other systems. */
const cell = (value: string): string => `"${value.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;

const cellsOf = ({ asked, found }: CheckedRow): Readonly<Record<(typeof COLUMNS)[number], string>> => ({
  row: String(asked.row),
  appointment: asked.appointment ?? '',
  order: asked.orders.join(' '),
  start: asked.slot?.start ?? '',
  answer: found.answer,
  reason: [...new Set(found.reasons.map(({ code }) => code))].join(' '),
  says: found.reasons.map(({ says }) => says).join(' '),
  earliest: found.earliest ?? '',
  latest: found.latest ?? '',
  authorization: found.approval?.number ?? '',
  nextStep: found.nextStep,
});

export const writeCsv = (rows: readonly CheckedRow[]): string =>
  [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((name) => cell(cellsOf(row)[name])).join(','))]
    .map((line) => `${line}\r\n`)
    .join('');
