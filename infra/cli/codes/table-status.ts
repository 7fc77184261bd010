import type { loadCodebook } from '../../../shared/codes/codebook.ts';
import { holds } from '../../../shared/codes/data-set.ts';
import { daysBetween } from '../today.ts';
import { nextEdition } from './table-sources.ts';

type DataSets = ReturnType<typeof loadCodebook>['dataSets'];

/** Status of one code table on a date; of several editions the one valid then, else the last valid one. */
export interface TableStatus {
  readonly name: string;
  readonly is: 'holds' | 'ends-soon' | 'ended' | 'not-yet';
  readonly from: string;
  /** Last valid day; missing = no end. */
  readonly to?: string;
  readonly source: string;
  readonly retrieved: string;
  /** A newer edition is published since this day, and is not held. */
  readonly newerSince?: string;
}

/** A deployer has this long to import the next edition. */
const SOON_DAYS = 90;

const statusOf = (name: string, editions: DataSets, date: string): TableStatus => {
  const last = editions.toSorted((a, b) => (a.to ?? '9999').localeCompare(b.to ?? '9999')).at(-1);
  const current = editions.findLast((edition) => holds(edition, date));
  const { from = '', source = '', retrieved = '' } = current ?? last ?? {};
  const to = last?.to;
  const newer = from ? nextEdition(name, from) : undefined;
  const soon = to !== undefined && daysBetween(date, to) <= SOON_DAYS;
  const without = to !== undefined && to < date ? 'ended' : 'not-yet';
  return {
    name,
    is: current ? (soon ? 'ends-soon' : 'holds') : without,
    from,
    ...(to ? { to } : {}),
    source,
    retrieved,
    ...(newer !== undefined && newer <= date ? { newerSince: newer } : {}),
  };
};

/** Every code table once, by name. */
export const tableStatuses = (dataSets: DataSets, date: string): readonly TableStatus[] =>
  [...new Set(dataSets.map(({ name }) => name))].sort().map((name) =>
    statusOf(
      name,
      dataSets.filter((one) => one.name === name).toSorted((a, b) => a.from.localeCompare(b.from)),
      date,
    ),
  );
