import { dayFrom } from '../../local/day-after.ts';
import type { Kind } from '../codes-import/kinds.ts';
import { fiscalYear, quarterStart } from '../codes-import/spans.ts';

interface TableSource {
  readonly kind: Kind;
  /** Who publishes it, and under which heading. */
  readonly get: string;
  readonly published: 'quarterly' | 'each January' | 'each October';
}

const FEES = 'cms.gov, Physician Fee Schedule, relative value files (RVU)';
const NCCI = 'cms.gov, National Correct Coding Initiative';

/** Where the next edition of an importable table comes from; the other tables come with a release of Stresspass. */
const SOURCES: Readonly<Record<string, TableSource>> = {
  fees: { kind: 'pprrvu', get: FEES, published: 'each January' },
  localities: { kind: 'gpci', get: `${FEES}, GPCI file in them`, published: 'each January' },
  'pair-edits': { kind: 'ptp', get: `${NCCI}, PTP edits, practitioner`, published: 'quarterly' },
  'unit-limits-practitioner': { kind: 'mue', get: `${NCCI}, MUE, practitioner`, published: 'quarterly' },
  'unit-limits-hospital': { kind: 'mue', get: `${NCCI}, MUE, outpatient hospital`, published: 'quarterly' },
  'diagnosis-validity': {
    kind: 'icd10cm',
    get: 'cdc.gov/nchs, ICD-10-CM, order file or order addenda of the fiscal year',
    published: 'each October',
  },
};

/** How a table is brought up to date, in words. */
export const howToGet = (name: string): string => {
  const source = SOURCES[name];
  return source
    ? `get it at ${source.get}, then npx stresspass codes import ${source.kind} <file>`
    : 'comes with a release of Stresspass';
};

const DAY_AFTER_A_QUARTER = 92;

/** The first day of the edition published after one that begins on `from`. */
export const nextEdition = (name: string, from: string): string | undefined => {
  const year = Number(from.slice(0, 4));
  const when = SOURCES[name]?.published;
  if (when === 'quarterly') return quarterStart(dayFrom(quarterStart(from), DAY_AFTER_A_QUARTER));
  if (when === 'each January') return `${year + 1}-01-01`;
  if (when === 'each October') return dayFrom(fiscalYear(year + (from.slice(5) >= '10-01' ? 1 : 0)).to, 1);
  return undefined;
};
