import type { Page } from '../app/ports/authorization-store.ts';
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

const addressOf = (request: Request, { config }: Pick<Container, 'config'>, more: Values): string => {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries({ ...searchValues(request), ...more }))
    for (const value of values) query.append(name, value);
  const path = `${config.PUBLIC_URL}${request.route.path.replace(/\/_search$/, '')}`;
  return query.size ? `${path}?${query}` : path;
};

/** A page of resources, with the URL of the next one if there are more. */
export const answerPage = <T, R extends Parameters<typeof writeSearchset>[0][number]>(
  { items, cursor }: Page<T>,
  write: (item: T) => R,
  request: Request,
  container: Pick<Container, 'config'>,
): Reply => {
  const page: SearchPage = {
    self: addressOf(request, container, {}),
    ...(cursor ? { next: addressOf(request, container, { _cursor: [cursor] }) } : {}),
    ...(cursor || searchValues(request)._cursor ? {} : { total: items.length }),
  };
  return answer(writeSearchset(items.map(write), page));
};
