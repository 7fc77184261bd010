import type { VisitStart } from '../../core/authorization/worklist.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { type Cell, cellsDiffer, wrongCell } from './read-cells.ts';
import { readWhen, type When } from './read-when.ts';

const NO_TIME = 'is not a date and time understood here, such as 2026-12-07 09:30.';

const startOf = ({ date, time, zone }: When): VisitStart =>
  time && zone
    ? { instant: new Date(`${date}T${time}${zone}`).toISOString() }
    : { local: time ? `${date}T${time}` : `${date}` };

/** The start of a visit from every cell that says something about it: one day, and one time at most. */
export const readVisitStart = (cells: readonly Cell[]): Result<VisitStart> => {
  const [first] = cells;
  if (!first) return refused({ code: 'required', says: 'It has no date.', expression: 'csv' });
  let when: When = {};
  const from = new Map<string, Cell>();
  for (const cell of cells) {
    const read = readWhen(cell.text);
    if (!read) return wrongCell(cell, NO_TIME);
    for (const part of ['date', 'time', 'zone'] as const) {
      const known = from.get(part);
      if (read[part] !== undefined && known && when[part] !== read[part]) return cellsDiffer(known, cell);
      if (read[part] !== undefined) from.set(part, cell);
    }
    when = { ...when, ...read };
  }
  return when.date ? ok(startOf(when)) : wrongCell(first, 'has no date.');
};

/** The end of a visit says nothing about its answer, but one before the start means that one of them is wrong. */
export const checkEnd = (cell: Cell, start: VisitStart): Result<true> => {
  const when = readWhen(cell.text);
  if (!when) return wrongCell(cell, NO_TIME);
  const { date, time = '23:59:59', zone } = when;
  const early =
    'instant' in start
      ? date && zone && Date.parse(`${date}T${time}${zone}`) < Date.parse(start.instant)
      : !zone && `${date ?? start.local.slice(0, 10)}T${time}` < start.local;
  return early ? wrongCell(cell, 'is before the start.') : ok(true);
};
