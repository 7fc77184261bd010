import type { Route } from './route.ts';

/** What a tenant's webhooks were told. Messages name orders and codes, never a person; every call is audited all the same. */
const webhook = (method: Route['method'], below: string, handler: string, table: Route['table']): Route => ({
  method,
  path: `/webhooks${below}`,
  function: 'fhir-api',
  handler,
  dialect: 'plain',
  scope: 'webhooks.write',
  table,
});
const MESSAGES = '/{id}/messages';

export const WEBHOOK_ROUTES: readonly Route[] = [
  webhook('GET', '', 'webhook-list', 'read'),
  webhook('GET', MESSAGES, 'webhook-messages', 'read'),
  { ...webhook('POST', `${MESSAGES}/{message}/resend`, 'webhook-resend', 'write'), emptyBody: true },
];
