import type { Arranged } from '../app/search/arrange.ts';
import { BOUNDS } from '../core/model/bounds.ts';
import { ok, type Result } from '../core/model/result.ts';
import type { Handling, PageAsked } from '../fhir/read/search/open-search.ts';
import type { Detail } from '../fhir/write/answer/explained.ts';
import { type SearchPage, writeSearchset, writeUnlisted } from '../fhir/write/write-bundle.ts';
import { textOf, writeFitting } from './answer-text.ts';
import type { Container } from './container.ts';
import type { Reply, Request, Values } from './handler.ts';
import { answer, refuse } from './reply.ts';

/** Links of a page, at most as long as a URL may be, and what surrounds an entry. */
export const MOST_PAGE_BYTES = BOUNDS.answerBytes - 50_000;
export const ENTRY_BYTES = 1_000;

/** A POST search has its parameters in the form, in the URL, or in both. */
export const searchValues = ({ route, query, body }: Request): Values => {
  if (route.method !== 'POST') return query;
  const values = new Map(Object.entries(query));
  for (const [name, value] of new URLSearchParams(body)) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
};

/** The address of a search with other parameters, and without some. */
export const searchAddress = (
  request: Request,
  { config }: Pick<Container, 'config'>,
  more: Values,
  without: readonly string[],
): string => {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries({ ...searchValues(request), ...more }))
    for (const value of without.includes(name) ? [] : values) query.append(name, value);
  const path = `${config.PUBLIC_URL}${request.route.path.replace(/\/_search$/, '')}`;
  return query.size ? `${path}?${query}` : path;
};

/** FHIR: how a client wants parameters handled that nobody knows. Strict is the default here. */
export const handlingOf = ({ headers }: Request): Handling =>
  /\bhandling\s*=\s*"?lenient\b/i.test(headers.prefer ?? '') ? 'lenient' : 'strict';

/** Of resources in memory, those `_id` names. */
export const withIds = <R extends { readonly id?: string | undefined }>(
  { ids }: Pick<PageAsked, 'ids'>,
  resources: readonly R[],
): readonly R[] => (ids ? resources.filter(({ id = '' }) => ids.includes(id)) : resources);

type Resource = Parameters<typeof writeSearchset>[0][number];

/** What a search is answered from: how a page is found, and how one match is written. */
interface SearchAsked<W, T> {
  readonly asked: W;
  readonly find: (wanted: W) => Promise<Result<Arranged<T>>>;
  readonly write: (item: T, detail: Detail) => Resource;
}

interface AnsweredSearch<T> {
  readonly reply: Reply;
  /** What the page shows. */
  readonly items: readonly T[];
}

/** A page of resources, with the URL of the next one if there are more; parameters not used are in no URL. */
const pageOf = <T>(
  { items, cursor, total }: Arranged<T>,
  resources: readonly Resource[],
  { ignored = [], countOnly }: Pick<PageAsked, 'ignored' | 'countOnly'>,
  request: Request,
  container: Container,
): Reply & { readonly text: string } => {
  const isWhole = !cursor && !searchValues(request)._cursor;
  const known = total ?? (isWhole ? items.length : undefined);
  const page: SearchPage = {
    self: searchAddress(request, container, {}, ignored),
    ...(cursor ? { next: searchAddress(request, container, { _cursor: [cursor] }, ignored) } : {}),
    ...(known === undefined ? {} : { total: known }),
    ...(countOnly ? {} : { ignored }),
  };
  const bundle = writeSearchset(resources, page);
  return { ...answer(bundle), text: textOf(bundle, container) };
};

/** Matches as they are read one by one, and how many of them fit into one page. */
const measured = <W, T>(items: readonly T[], { write }: SearchAsked<W, T>, container: Container) => {
  let bytes = 0;
  let fitting = 0;
  const resources = items.map((item): Resource => {
    const written = writeFitting((detail) => write(item, detail), container);
    const { resourceType, id } = write(item, 'brief');
    const { resource, text } = written ?? { resource: writeUnlisted(`${resourceType}/${id}`), text: '' };
    bytes += Buffer.byteLength(text) + ENTRY_BYTES;
    if (bytes <= MOST_PAGE_BYTES) fitting += 1;
    return resource;
  });
  return { resources, fitting };
};

/**
 * A page of what is found. One that would be too long to return is shortened: what is left is behind the next link, and
 * nothing is skipped.
 */
const findFitting = async <W extends PageAsked, T>(
  search: SearchAsked<W, T>,
  request: Request,
  container: Container,
): Promise<Result<AnsweredSearch<T>>> => {
  const { asked, find, write } = search;
  const found = await find(asked);
  if (!found.ok) return found;
  const { items } = found.value;
  const full = items.map((item) => write(item, 'full'));
  const reply = pageOf(found.value, full, asked, request, container);
  if (Buffer.byteLength(reply.text) <= BOUNDS.answerBytes) return ok({ reply, items });
  for (let page = found.value; ; ) {
    const { resources, fitting } = measured(page.items, search, container);
    if (fitting === page.items.length)
      return ok({ reply: pageOf(page, resources, asked, request, container), items: page.items });
    const shorter = await find({ ...asked, limit: fitting });
    if (!shorter.ok) return shorter;
    page = shorter.value;
  }
};

/** The page of a search, or why it cannot be searched. `patients`: whom it is about, where the records' store cannot tell. */
export const answerSearch = async <W extends PageAsked, T>(
  asked: W,
  find: SearchAsked<W, T>['find'],
  write: SearchAsked<W, T>['write'],
  { request, container }: { readonly request: Request; readonly container: Container },
  patients?: (items: readonly T[]) => readonly string[],
): Promise<Reply> => {
  const page = await findFitting({ asked, find, write }, request, container);
  if (!page.ok) return refuse(page.problems);
  return { ...page.value.reply, ...(patients ? { patients: patients(page.value.items) } : {}) };
};
