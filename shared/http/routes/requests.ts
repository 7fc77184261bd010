import { fhir } from './fhir-route.ts';
import type { Route } from './route.ts';

const on = (method: Route['method'], name: string, table: Route['table'], scope: string): Route =>
  fhir(method, `/r4/ServiceRequest/{id}/$${name}`, name, table, scope, {
    resource: 'ServiceRequest',
    operation: name,
    definition: name,
  });

/** What goes out in the practice's name takes the right to speak with payers. */
const userScope = 'user/ClaimResponse.c';

/** The request an order makes to its payer. */
export const REQUEST_ROUTES: readonly Route[] = [
  { ...on('POST', 'prepare-request', 'write', 'system/Task.u'), documents: true, emptyBody: true },
  { ...on('POST', 'send-request', 'write', 'system/Task.u'), userScope, emptyBody: true },
  { ...on('POST', 'withdraw-request', 'write', 'system/Task.u'), userScope, emptyBody: true },
  on('GET', 'requests', 'read', 'system/Task.r'),
  on('GET', 'request-sheet', 'read', 'system/Task.r'),
  fhir('GET', '/r4/$exchanges', 'exchanges', 'read', 'system/Task.s', {
    operation: 'exchanges',
    definition: 'exchanges',
  }),
];
