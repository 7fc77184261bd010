import type { Arranged } from '../app/search/arrange.ts';
import type { Handling, PageAsked } from '../fhir/read/search/open-search.ts';
import { type SearchPage, writeSearchset } from '../fhir/write/write-bundle.ts';
import type { Container } from './container.ts';
import type { Reply, Request, Values } from './handler.ts';
import { answer } from './reply.ts';

/** A POST search has its parameters in the form, in the URL, or in both. */
export const searchValues = ({ route, query, body }: Request): Values => {
  if (route.method !== 'POST') return query;
  const values = new Map(Object.entries(query));
  for (const [name, value] of new URLSearchParams(body)) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
};

const addressOf = (
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

/** A page of resources, with the URL of the next one if there are more; parameters not used are in no URL. */
export const answerPage = <T, R extends Parameters<typeof writeSearchset>[0][number]>(
  { items, cursor, total }: Arranged<T>,
  { ignored = [], countOnly }: Pick<PageAsked, 'ignored' | 'countOnly'>,
  write: (item: T) => R,
  request: Request,
  container: Pick<Container, 'config'>,
): Reply => {
  const isWhole = !cursor && !searchValues(request)._cursor;
  const known = total ?? (isWhole ? items.length : undefined);
  const page: SearchPage = {
    self: addressOf(request, container, {}, ignored),
    ...(cursor ? { next: addressOf(request, container, { _cursor: [cursor] }, ignored) } : {}),
    ...(known === undefined ? {} : { total: known }),
    ...(countOnly ? {} : { ignored }),
  };
  return answer(writeSearchset(items.map(write), page));
};
