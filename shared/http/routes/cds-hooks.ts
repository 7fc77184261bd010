import type { Route } from './route.ts';

/** What EHRs call while a clinician orders, signs or books. */
const cds = (method: Route['method'], below: string, handler: string, table: Route['table']): Route => ({
  method,
  path: `/cds-services${below}`,
  function: 'cds-hooks',
  handler,
  dialect: 'plain',
  scope: 'cds-hooks',
  table,
  ...(table === 'none' ? { unaudited: true } : {}),
});

export const CDS_HOOKS_ROUTES: readonly Route[] = [
  cds('GET', '', 'discovery', 'none'),
  cds('POST', '/{id}', 'invoke', 'write'),
  cds('POST', '/{id}/feedback', 'feedback', 'write'),
];
