import * as z from 'zod/mini';
import { dataSet, isoDate } from './data-set.ts';
import { editionOn } from './editions.ts';
import { plainCode } from './prefix-index.ts';
import { readTable } from './read-table.ts';

const special = z.strictObject({
  code: z.string(),
  /** A heading that was never billable. */
  header: z.exactOptional(z.literal(true)),
  from: z.exactOptional(isoDate),
  to: z.exactOptional(isoDate),
  replacedBy: z.exactOptional(z.array(z.string())),
  insteadOf: z.exactOptional(z.string()),
});
const codes = z.array(z.string());
export const diagnosisValidityFile = z.strictObject({
  /** Lists maintained by hand: unlisted codes are not judged. */
  editions: z.array(z.strictObject({ dataSet, valid: codes, special: z.array(special) })),
  /** Categories imported whole from the code set of one fiscal year: unlisted codes do not exist. */
  years: z.array(z.strictObject({ dataSet, categories: codes, billable: codes, headings: codes })),
});
type Special = z.infer<typeof special>;
type Year = z.infer<typeof diagnosisValidityFile>['years'][number];
type Validity = { readonly status: 'valid' | 'invalid' | 'unknown'; readonly says?: string };

const UNKNOWN: Validity = { status: 'unknown' };
const VALID: Validity = { status: 'valid' };
/** More candidates than are useful to show. */
const MANY = 8;

const heading = (code: string, instead: readonly string[] = []): Validity => ({
  status: 'invalid',
  says: `${code} is a heading, not a billable code.${useOneOf(instead)}`,
});
const useOneOf = (instead: readonly string[]) =>
  instead.length ? ` Use ${instead.join(', ')}, whichever the record supports.` : '';

const judge = (row: Special, date: string): Validity => {
  if (row.header) return heading(row.code, row.replacedBy);
  if (row.to !== undefined && date > row.to)
    return { status: 'invalid', says: `${row.code} was billable until ${row.to}.${useOneOf(row.replacedBy ?? [])}` };
  if (row.from !== undefined && date < row.from) {
    const before = row.insteadOf ? ` Before that: ${row.insteadOf}.` : '';
    return { status: 'invalid', says: `${row.code} is billable from ${row.from} on.${before}` };
  }
  return VALID;
};

const indexYear = ({ dataSet: header, categories, billable, headings }: Year) => ({
  dataSet: header,
  categories: new Set(categories),
  billable: new Set(billable.map(plainCode)),
  headings: new Set(headings.map(plainCode)),
  list: billable,
});

/** ICD-10-CM validity on a date; `unknown` for a code that is not listed or a date the lists do not cover. */
export const diagnosisValidityTable = (json: unknown) => {
  const { editions, years } = readTable(diagnosisValidityFile, json);
  const listed = editionOn(
    editions.map((edition) => ({
      dataSet: edition.dataSet,
      always: new Set(edition.valid.map(plainCode)),
      dated: new Map(edition.special.map((row) => [plainCode(row.code), row])),
    })),
  );
  const published = editionOn(years.map(indexYear));

  const byHand = (code: string, date: string): Validity => {
    const lists = listed(date);
    const row = lists?.dated.get(plainCode(code));
    if (row) return judge(row, date);
    return lists?.always.has(plainCode(code)) ? VALID : UNKNOWN;
  };

  const byYear = (code: string, date: string): Validity => {
    const year = published(date);
    const plain = plainCode(code);
    if (!year?.categories.has(plain.slice(0, 3))) return UNKNOWN;
    if (year.billable.has(plain)) return VALID;
    const below = year.list.filter((one) => plainCode(one).startsWith(plain));
    if (year.headings.has(plain)) return heading(code, below.length > MANY ? [] : below);
    return { status: 'invalid', says: `${code} is not in the code set of that date.` };
  };

  return {
    dataSets: [...editions, ...years].map((edition) => edition.dataSet),
    diagnosisOn: (code: string, date: string): Validity => {
      const [whole, hand] = [byYear(code, date), byHand(code, date)];
      // The dated rows describe a code change in more detail; the year's list decides whether the code is valid.
      return whole.status === 'unknown' || (whole.status === 'invalid' && hand.status === 'invalid') ? hand : whole;
    },
  };
};
