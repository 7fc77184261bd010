import type { CheckedRow } from '../../core/authorization/worklist.ts';
import { peopleStateOf } from '../../core/decide/next-action.ts';
import { PEOPLE_STATES } from '../../core/decide/people-state.ts';

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
  'state',
  'status',
  'owner',
  'dueBy',
] as const;

/** Quoted, and never a formula in a spreadsheet, since some of it comes from other systems. */
const cell = (value: string): string => `"${value.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;

const cellsOf = ({ asked, found }: CheckedRow): Readonly<Record<(typeof COLUMNS)[number], string>> => {
  const state = peopleStateOf(found.answer, found.nextAction);
  return {
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
    state,
    status: PEOPLE_STATES[state].word,
    owner: found.nextAction.owner,
    dueBy: found.nextAction.dueBy ?? '',
  };
};

export const writeCsv = (rows: readonly CheckedRow[]): string =>
  [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((name) => cell(cellsOf(row)[name])).join(','))]
    .map((line) => `${line}\r\n`)
    .join('');
