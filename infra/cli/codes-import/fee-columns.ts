import { UnusableFile } from './import.ts';

const HEADINGS = {
  status: /^STATUS( CODE)?$/i,
  work: /^WORK( RVU)?$/i,
  expense: /^(NON-FAC(ILITY)? PE RVU|nf_pe)$/i,
  facilityExpense: /^(FACILITY PE RVU|fac_pe)$/i,
  facilityNa: /^(FACILITY NA INDICATOR|fac_na)$/i,
  malpractice: /^MP( RVU)?$/i,
  total: /^(NON-FACILITY TOTAL|nf_total)$/i,
  pcTc: /^PCTC( IND)?$/i,
  global: /^GLOB(AL| DAYS)$/i,
  conversionFactor: /^(CONV )?FACTOR$/i,
  supervision: /^(.*DIAGNOSTIC )?PROCEDURES$/i,
} as const;
export type FeeColumn = keyof typeof HEADINGS;

/** Column headings are split over this many rows, a word or two per row; an extract has them in one. */
const HEADING_ROWS = 4;

/**
 * Finds the columns of the relative value file by their headings. Descriptions are left out: we have no license to
 * keep them.
 * @param heading all rows down to the one that begins with HCPCS.
 */
export const feeColumns = (heading: readonly (readonly string[])[], file: string): ReadonlyMap<FeeColumn, number> => {
  const rows = heading.slice(-HEADING_ROWS);
  const titles = Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, column) =>
    rows
      .flatMap((row) => row[column]?.trim() || [])
      .join(' ')
      .replace(/\s+/g, ' '),
  );
  const found = new Map<FeeColumn, number>();
  for (const [name, pattern] of Object.entries(HEADINGS) as [FeeColumn, RegExp][]) {
    const column = titles.findIndex((title) => pattern.test(title));
    if (column < 0) throw new UnusableFile([`No column of ${file} is headed as "${name}" should be.`]);
    found.set(name, column);
  }
  return found;
};
