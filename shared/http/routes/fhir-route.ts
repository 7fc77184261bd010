import type { Route } from './route.ts';

/** An endpoint under the FHIR base. */
export const fhir = (
  method: Route['method'],
  path: string,
  handler: string,
  table: Route['table'],
  scope: string,
  capability?: Route['capability'],
): Route => {
  const resource = /^\/r4\/([A-Z]\w+)/.exec(path)?.[1];
  return {
    method,
    path,
    function: 'fhir-api',
    handler,
    dialect: 'fhir',
    scope,
    table,
    ...(table === 'none' ? { unaudited: true } : {}),
    ...(resource ? { resource } : {}),
    ...(capability ? { capability } : {}),
  };
};

export const read = (resource: string, handler: string, table: Route['table'], scope: string): Route =>
  fhir('GET', `/r4/${resource}/{id}`, handler, table, scope, { resource, interaction: 'read' });

/** FHIR wants every search answered by GET and by POST of a form. */
export const search = (
  resource: string,
  handler: string,
  table: Route['table'],
  scope: string,
  params: readonly string[],
): readonly Route[] => [
  fhir('GET', `/r4/${resource}`, handler, table, scope, { resource, interaction: 'search-type', params }),
  fhir('POST', `/r4/${resource}/_search`, handler, table, scope),
];
