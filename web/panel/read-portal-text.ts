import type { Decision } from '../../client/index.ts';

/** What a portal's text proposes; a person confirms it. The text itself goes nowhere. */
export interface Proposed {
  readonly decision?: Decision['decision'];
  readonly number?: string;
  readonly numberKind?: NonNullable<Decision['numberKind']>;
  readonly from?: string;
  readonly to?: string;
  readonly codes?: readonly string[];
  readonly units?: number;
}

const LONGEST = 20_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Most specific first: "not approved" is no approval. */
const DECISIONS: readonly (readonly [RegExp, Decision['decision']])[] = [
  [/\b(?:no (?:prior )?auth\w* (?:is )?(?:required|needed)|(?:not|does not) requir)/i, 'not-required'],
  [/\b(?:not (?:approved|certified|authorized)|denied|denial|adverse)\b/i, 'denied'],
  [/\b(?:partial(?:ly)?)\b/i, 'partial'],
  [/\b(?:pend(?:ed|ing)?|in (?:clinical )?review|under review|more information)\b/i, 'pended'],
  [/\b(?:approved|approval|certified|authorized)\b/i, 'approved'],
];

const KINDS: readonly (readonly [RegExp, NonNullable<Decision['numberKind']>])[] = [
  [/\b(?:call|phone) (?:reference|ref)\b/i, 'call-reference'],
  [/\b(?:auth\w*|approval|certification)\b/i, 'authorization'],
  [/\b(?:case|tracking|request|service request)\b/i, 'case'],
  [/\b(?:reference|ref)\b/i, 'call-reference'],
];

const NUMBER = /^[A-Z0-9][A-Z0-9-]{3,24}$/i;
const DATE = /^(?:\d{1,4}[/-]){2}\d{1,4}$/;

const iso = (year: number, month: number, day: number): string | undefined => {
  const full = year < 100 ? 2000 + year : year;
  const date = new Date(Date.UTC(full, month - 1, day));
  const valid = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return valid ? date.toISOString().slice(0, 10) : undefined;
};

const readDate = (word: string): string | undefined => {
  if (!DATE.test(word)) return undefined;
  const [a = 0, b = 0, c = 0] = word.split(/[/-]/).map(Number);
  return a > 31 ? iso(a, b, c) : iso(c, a, b);
};

/** Dates in the order of the text, those with the month's name among them. */
const datesIn = (text: string): readonly string[] => {
  const tokens = text.split(/[\s,;()]+/).map((one) => one.replace(/[.:]$/, ''));
  return tokens.flatMap((token, at) => {
    const month = MONTHS.indexOf(token.slice(0, 3).toLowerCase()) + 1;
    const [day, year] = [tokens[at + 1], tokens[at + 2]].map(Number);
    const named = month && day && year && year > 1999 ? iso(year, month, day) : undefined;
    return named ?? readDate(token) ?? [];
  });
};

/** The number behind a label, on its line or the next one: the first word with a digit that is no date. */
const numberIn = (lines: readonly string[]): Pick<Proposed, 'number' | 'numberKind'> => {
  for (const [label, numberKind] of KINDS)
    for (const [at, line] of lines.entries()) {
      const found = label.exec(line);
      if (!found) continue;
      const rest = `${line.slice(found.index + found[0].length)} ${lines[at + 1] ?? ''}`;
      const number = rest
        .split(/[\s:#,;()]+/)
        .map((word) => word.replace(/\.$/, ''))
        .find((word) => NUMBER.test(word) && /\d/.test(word) && !readDate(word) && !/^\d{5}$/.test(word));
      if (number) return { number, numberKind };
    }
  return {};
};

const UNITS = /\b(?:(\d{1,3}) ?(?:unit|visit)s?\b|units?:? ?(\d{1,3})\b)/i;

/** Reads the text a payer's portal shows, as far as it is plain. */
export const readPortalText = (pasted: string): Proposed => {
  const text = pasted.slice(0, LONGEST);
  const lines = text.split(/\r?\n/).map((line) => line.replace(/\s+/g, ' ').trim());
  const decision = DECISIONS.find(([pattern]) => pattern.test(text))?.[1];
  const dates = [...new Set(datesIn(text))].sort();
  const [from, to] = [dates[0], dates.at(-1)];
  const codes = [...new Set(text.match(/\b(?:75|78|93)\d{3}\b/g) ?? [])];
  const units = UNITS.exec(text);
  return {
    ...(decision ? { decision } : {}),
    ...numberIn(lines),
    ...(dates.length > 1 && from && to ? { from, to } : {}),
    ...(codes.length ? { codes } : {}),
    ...(units ? { units: Number(units[1] ?? units[2]) } : {}),
  };
};
