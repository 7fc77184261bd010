import * as z from 'zod/mini';
import { dataSet, holds, isoDate } from './data-set.ts';
import { plainCode } from './prefix-index.ts';

const special = z.strictObject({
  code: z.string(),
  /** A heading that was never billable. */
  header: z.exactOptional(z.literal(true)),
  from: z.exactOptional(isoDate),
  to: z.exactOptional(isoDate),
  replacedBy: z.exactOptional(z.array(z.string())),
  insteadOf: z.exactOptional(z.string()),
});
const file = z.strictObject({ dataSet, valid: z.array(z.string()), special: z.array(special) });
type Special = z.infer<typeof special>;
type Validity = { readonly status: 'valid' | 'invalid' | 'unknown'; readonly says?: string };

const UNKNOWN: Validity = { status: 'unknown' };
const VALID: Validity = { status: 'valid' };

const judge = (row: Special, date: string): Validity => {
  const instead = row.replacedBy ? ` Use ${row.replacedBy.join(', ')}, whichever the record supports.` : '';
  if (row.header) return { status: 'invalid', says: `${row.code} is a heading, not a billable code.${instead}` };
  if (row.to !== undefined && date > row.to)
    return { status: 'invalid', says: `${row.code} was billable until ${row.to}.${instead}` };
  if (row.from !== undefined && date < row.from) {
    const before = row.insteadOf ? ` Before that: ${row.insteadOf}.` : '';
    return { status: 'invalid', says: `${row.code} is billable from ${row.from} on.${before}` };
  }
  return VALID;
};

/** ICD-10-CM validity on a date; a code that is not listed, or a date the list does not cover, is `unknown`. */
export const diagnosisValidityTable = (json: unknown) => {
  const { dataSet: header, valid, special: rows } = file.parse(json);
  const always = new Set(valid.map(plainCode));
  const dated = new Map(rows.map((row) => [plainCode(row.code), row]));
  return {
    dataSets: [header],
    diagnosisOn: (code: string, date: string): Validity => {
      if (!holds(header, date)) return UNKNOWN;
      const row = dated.get(plainCode(code));
      if (row) return judge(row, date);
      return always.has(plainCode(code)) ? VALID : UNKNOWN;
    },
  };
};
