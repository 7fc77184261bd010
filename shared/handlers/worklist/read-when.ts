/** A date, a time of day, or both, as a cell has them. */
export interface When {
  /** YYYY-MM-DD. */
  readonly date?: string;
  /** HH:MM:SS. */
  readonly time?: string;
  /** `Z` or ±HH:MM. */
  readonly zone?: string;
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const MOST_CHARACTERS = 60;
const WEEKDAY = /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)[.,]? /i;

const two = (text: string): string => text.padStart(2, '0');

const dateOf = (year: string, month: string, day: string): string | undefined => {
  const full = year.length === 2 ? `20${year}` : year;
  const date = `${full}-${two(month)}-${two(day)}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return !/^(?:19|20|21)/.test(full) || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date
    ? undefined
    : date;
};

/** Three letters or more of its name. */
const monthOf = (name: string): string => {
  const start = name.toLowerCase().replace(/^sept$/, 'sep');
  return String(MONTHS.findIndex((month) => month.startsWith(start)) + 1);
};

type DateForm = readonly [RegExp, (parts: readonly string[]) => string | undefined];

/** Forms of a date; a date with slashes is written the US way, month first, one with points day first. */
const DATE_FORMS: readonly DateForm[] = [
  [/^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)/, ([y = '', m = '', d = '']) => dateOf(y, m, d)],
  [/^(\d{4})(\d{2})(\d{2})(?=\D|\d{4}(?:\d{2})?$|$)/, ([y = '', m = '', d = '']) => dateOf(y, m, d)],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?!\d)/, ([m = '', d = '', y = '']) => dateOf(y, m, d)],
  [/^(\d{1,2})-(\d{1,2})-(\d{4})(?!\d)/, ([m = '', d = '', y = '']) => dateOf(y, m, d)],
  [/^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/, ([d = '', m = '', y = '']) => dateOf(y, m, d)],
  [/^(\d{1,2})[- ]([a-z]{3,9})\.?[-, ] ?(\d{4})(?!\d)/i, ([d = '', m = '', y = '']) => dateOf(y, monthOf(m), d)],
  [/^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})(?!\d)/i, ([m = '', d = '', y = '']) => dateOf(y, monthOf(m), d)],
];

const HALF_DAY = /^(\d{1,2})(?::(\d{2}))?(?::(\d{2}))? ?([ap])\.?(?:m\.?)?$/i;
const FULL_DAY = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)? ?(z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/i;
const DIGITS = /^(\d{1,2}?)(\d{2})$/;
const LONG_DIGITS = /^(\d{2})(\d{2})(\d{2})$/;

const clockTime = (hour: number, minute = '00', second = '00'): string | undefined =>
  hour < 24 && Number(minute) < 60 && Number(second) < 60 ? `${two(String(hour))}:${minute}:${second}` : undefined;

const halfDay = (hour: string, half: string): number =>
  Number(hour) >= 1 && Number(hour) <= 12 ? (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : 24;

const readTime = (text: string): When | undefined => {
  const [, hour, minute, second, half] = HALF_DAY.exec(text) ?? [];
  if (hour && half) {
    const time = clockTime(halfDay(hour, half), minute, second);
    return time ? { time } : undefined;
  }
  const [, h = '', m, s, zone] = FULL_DAY.exec(text) ?? DIGITS.exec(text) ?? LONG_DIGITS.exec(text) ?? [];
  const time = h ? clockTime(Number(h), m, s) : undefined;
  if (!time) return undefined;
  return {
    time,
    ...(zone ? { zone: zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase() } : {}),
  };
};

/**
 * A date, a time, or a date with a time, in the forms schedules use. `undefined` when it is none of them, or a day or an
 * hour that does not exist: nothing is guessed.
 */
export const readWhen = (cell: string): When | undefined => {
  if (cell.length > MOST_CHARACTERS) return undefined;
  const text = cell.replace(/\s+/g, ' ').replace(WEEKDAY, '');
  for (const [form, read] of DATE_FORMS) {
    const found = form.exec(text);
    if (!found) continue;
    const date = read(found.slice(1));
    const rest = text.slice(found[0].length).replace(/^(?:,? (?:at )?|T)/i, '');
    if (!date) return undefined;
    if (rest === '') return { date };
    const time = readTime(rest);
    return time && { date, ...time };
  }
  return readTime(text);
};
