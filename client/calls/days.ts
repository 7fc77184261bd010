import type { CheckedSchedule, DayFilters, DayPage, Visit } from '../model/day.ts';
import { elementOf, numberOf } from '../read/element.ts';
import { nextOf, readIgnored, readRows } from '../read/read-day.ts';
import { pathOf, queryOf } from '../transport/call.ts';
import type { Transport } from '../transport/transport.ts';

const WORKLIST = '/r4/$worklist';

const queryFor = (date: string, { state, owner, assignee, count }: DayFilters) =>
  queryOf({ date, state, owner, assignee, _count: count });

export interface DayCalls {
  /** A day's visits, most urgent first; with the ETag of an earlier page, `unchanged` where nothing is new. */
  day(date: string, filters?: DayFilters, etag?: string): Promise<DayPage>;
  /** The page behind another one. */
  nextPage(next: string): Promise<DayPage>;
  /** Every row of a day, page by page as far as they are read. */
  visits(date: string, filters?: DayFilters): AsyncIterable<Visit>;
  /** A schedule as CSV, or a Bundle of Appointments as JSON, checked row by row; nothing is stored. */
  checkSchedule(list: string): Promise<CheckedSchedule>;
}

export const dayCalls = (transport: Transport): DayCalls => {
  const page = async (path: string, etag?: string): Promise<DayPage> => {
    const { status, text, header } = await transport.send({ path, ...(etag ? { ifNoneMatch: etag } : {}) });
    if (status === 304) return { unchanged: true, etag: header('etag') ?? etag ?? '' };
    const bundle: unknown = JSON.parse(text);
    const rows = readRows(bundle);
    const next = nextOf(bundle);
    const total = numberOf(elementOf(bundle).total) ?? rows.length;
    return { unchanged: false, etag: header('etag') ?? '', total, rows, ...(next ? { next: pathOf(next) } : {}) };
  };
  return {
    day: (date, filters = {}, etag) => page(`${WORKLIST}${queryFor(date, filters)}`, etag),
    nextPage: (next) => page(next),
    async *visits(date, filters = {}) {
      for (let path: string | undefined = `${WORKLIST}${queryFor(date, filters)}`; path; ) {
        const found: DayPage = await page(path);
        if (found.unchanged) return;
        yield* found.rows;
        path = found.next;
      }
    },
    checkSchedule: async (list) => {
      const contentType = list.trimStart().startsWith('{') ? 'application/fhir+json' : 'text/csv';
      const rows: Visit[] = [];
      const ignored = new Set<string>();
      for (let path: string | undefined = WORKLIST; path; ) {
        const found: unknown = await transport.json({ method: 'POST', path, body: list, contentType });
        rows.push(...readRows(found));
        for (const column of readIgnored(found)) ignored.add(column);
        const next = nextOf(found);
        path = next && pathOf(next);
      }
      return { rows, ignored: [...ignored] };
    },
  };
};
