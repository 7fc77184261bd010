import type { Route } from './route.ts';

/** Where an EHR's subscription delivers notifications; protected by the source's secret, not by a token. */
const hook = (method: Route['method'], below: string): Route => ({
  method,
  path: `/events/{source}${below}`,
  function: 'order-events',
  handler: 'notify',
  dialect: 'fhir',
  scope: 'source-secret',
  table: 'write',
  emptyBody: true,
});

export const ORDER_EVENT_ROUTES: readonly Route[] = [
  hook('POST', ''),
  hook('POST', '/ServiceRequest'),
  hook('PUT', '/ServiceRequest'),
  hook('POST', '/ServiceRequest/{id}'),
  hook('PUT', '/ServiceRequest/{id}'),
];
