import type { DayListed } from '../../app/authorization/list-days.ts';
import { cutPage } from '../../app/search/cut-page.ts';
import type { Result } from '../../core/model/result.ts';
import { writeDays, writeListedRow } from '../../fhir/write/record/write-days.ts';
import { textOf } from '../answer-text.ts';
import type { Container } from '../container.ts';
import type { Reply, Request } from '../handler.ts';
import { answer, refuse } from '../reply.ts';
import { ENTRY_BYTES, MOST_PAGE_BYTES, searchAddress } from '../search-page.ts';

interface PageAsked {
  readonly limit: number;
  readonly cursor?: string;
}
type Rows = DayListed['rows'];

/** Rows as they are sent, as many as fit. */
const fitting = (rows: Rows, container: Container) => {
  let bytes = 0;
  const written: ReturnType<typeof writeListedRow>[] = [];
  for (const row of rows) {
    const one = writeListedRow(row, container.canonicals);
    bytes += Buffer.byteLength(textOf(one, container)) + ENTRY_BYTES;
    if (bytes > MOST_PAGE_BYTES && written.length) break;
    written.push(one);
  }
  return written;
};

const shorter = (rows: Rows, asked: PageAsked): Result<{ readonly items: Rows; readonly cursor?: string }> =>
  cutPage(rows, asked);

/** A page of the rows, the rest behind its next link; the audit trail is told of those on it. */
export const writeListPage = (
  { rows }: DayListed,
  asked: PageAsked,
  { request, container }: { readonly request: Request; readonly container: Container },
  headers: Reply['headers'],
): Reply => {
  const page = shorter(rows, asked);
  if (!page.ok) return refuse(page.problems);
  const written = fitting(page.value.items, container);
  const isShort = written.length < page.value.items.length;
  const cut = isShort ? shorter(rows, { ...asked, limit: written.length }) : page;
  if (!cut.ok) return refuse(cut.problems);
  const { items, cursor } = cut.value;
  container.ports.authorizations.days.shown(items.flatMap(({ records }) => records));
  const next = cursor && searchAddress(request, container, { _cursor: [cursor] }, []);
  const self = searchAddress(request, container, {}, []);
  return answer(writeDays(written, { total: rows.length, self, next }), headers);
};
