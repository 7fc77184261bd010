import { basename } from 'node:path';
import { type Terms, UnusableFile } from './import.ts';

export interface Span {
  readonly from: string;
  readonly to: string;
}

const ENDS = ['03-31', '06-30', '09-30', '12-31'] as const;
const pad = (month: number) => String(month).padStart(2, '0');

const quarter = (year: string, index: number): Span => ({
  from: `${year}-${pad(index * 3 + 1)}-01`,
  to: `${year}-${ENDS[index]}`,
});

/** First day of the quarter a day is in. */
export const quarterStart = (day: string): string =>
  quarter(day.slice(0, 4), Math.floor((Number(day.slice(5, 7)) - 1) / 3)).from;

/** The quarter a file covers: as given, else from its name (`2026-q4`, `2026q4`, `10-01-2026`). */
export const quarterOf = (path: string, { from, to }: Terms): Span => {
  const name = basename(path).toLowerCase();
  const [, year, number] = /(20\d\d)[-_ ]?q([1-4])/.exec(name) ?? [];
  const [, month, lateYear] = /(01|04|07|10)[-_]01[-_](20\d\d)/.exec(name) ?? [];
  const named =
    year && number
      ? quarter(year, Number(number) - 1)
      : month && lateYear
        ? quarter(lateYear, (Number(month) - 1) / 3)
        : undefined;
  const start = from ?? named?.from;
  if (start === undefined)
    throw new UnusableFile([`${basename(path)} does not say which quarter it is for: add --from YYYY-MM-DD.`]);
  if (from && named && (from < named.from || from > named.to))
    throw new UnusableFile([`${basename(path)} is named after the quarter from ${named.from}, and --from is ${from}.`]);
  const own = quarter(start.slice(0, 4), Math.floor((Number(start.slice(5, 7)) - 1) / 3));
  return { from: start, to: to ?? own.to };
};

export const calendarYear = (year: number): Span => ({ from: `${year}-01-01`, to: `${year}-12-31` });

/** Fiscal years of diagnosis code sets run from October to September and are named after the year they end in. */
export const fiscalYear = (year: number): Span => ({ from: `${year - 1}-10-01`, to: `${year}-09-30` });
