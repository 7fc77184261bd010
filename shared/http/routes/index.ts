import { AUDIT_ROUTES } from './audit.ts';
import { AUTH_ROUTES } from './auth.ts';
import { CDS_HOOKS_ROUTES } from './cds-hooks.ts';
import { FHIR_API_ROUTES } from './fhir-api.ts';
import { ORDER_EVENT_ROUTES } from './order-events.ts';
import { PAS_ROUTES } from './pas.ts';
import type { Route } from './route.ts';
import { RULE_PACK_ROUTES } from './rule-packs.ts';
import { WEBHOOK_ROUTES } from './webhooks.ts';

/** Every endpoint, by function. */
export const ROUTES: readonly Route[] = [
  ...ORDER_EVENT_ROUTES,
  ...CDS_HOOKS_ROUTES,
  ...FHIR_API_ROUTES,
  ...AUTH_ROUTES,
  ...AUDIT_ROUTES,
  ...RULE_PACK_ROUTES,
  ...PAS_ROUTES,
  ...WEBHOOK_ROUTES,
];
