import { stringify } from 'csv-stringify/sync';
import type { CheckedRow } from '../../core/authorization/worklist.ts';
import { peopleStateOf } from '../../core/decide/next-action.ts';
import { PEOPLE_STATES } from '../../core/decide/people-state.ts';

type Cell = (row: CheckedRow) => string;
const stateOf = ({ found }: CheckedRow) => peopleStateOf(found.answer, found.nextAction);

/** Columns of the answer, in their order; a new one goes to the end. */
const COLUMNS: Readonly<Record<string, Cell>> = {
  row: ({ asked }) => String(asked.row),
  appointment: ({ asked }) => asked.appointment ?? '',
  order: ({ asked }) => asked.orders.join(' '),
  start: ({ start }) => start ?? '',
  answer: ({ found }) => found.answer,
  reason: ({ found }) => [...new Set(found.reasons.map(({ code }) => code))].join(' '),
  says: ({ found }) => found.reasons.map(({ says }) => says).join(' '),
  earliest: ({ found }) => found.earliest ?? '',
  latest: ({ found }) => found.latest ?? '',
  authorization: ({ found }) => found.approval?.number ?? '',
  nextStep: ({ found }) => found.nextStep,
  code: ({ asked }) => (asked.unreadable ? asked.codeText : asked.slot?.codes.join(' ')) ?? '',
  state: stateOf,
  status: (row) => PEOPLE_STATES[stateOf(row)].word,
  owner: ({ found }) => found.nextAction.owner,
  dueBy: ({ found }) => found.nextAction.dueBy ?? '',
  rule: ({ found: { answer, rule, waiver } }) => {
    if (rule) return `${rule.id} ${rule.version} (${rule.level})`;
    // A notice of the plan stands for the rule it sets aside.
    return answer === 'yes' && waiver ? `${waiver.kind}: ${waiver.cite}` : '';
  },
  eligibilityAsOf: ({ found }) => found.eligibilityAsOf ?? '',
  earliestRealistic: ({ found }) => found.realistic?.date ?? '',
  earliestRealisticSays: ({ found }) => found.realistic?.says ?? '',
};

/** What could open a formula stands first in no cell: blanks and line breaks in front of it are taken away. */
const bare = (text: string): string => text.replace(/[\r\n\t]+/g, ' ').trim();

/** Every cell quoted, and never a formula in a spreadsheet, since some of it comes from other systems. */
export const writeCsv = (rows: readonly CheckedRow[], ignored: readonly string[]): string => {
  const unread = bare(ignored.join('; '));
  const cells = rows.map((row) => [...Object.values(COLUMNS).map((cell) => bare(cell(row))), unread]);
  const header = `${[...Object.keys(COLUMNS), 'notRead'].join(',')}\r\n`;
  return (
    header + stringify(cells, { quoted: true, quoted_empty: true, record_delimiter: '\r\n', escape_formulas: true })
  );
};
