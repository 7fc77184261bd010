import type { Route } from '../../shared/http/routes/route.ts';

const STRENGTH: readonly Route['table'][] = ['none', 'read', 'write'];

/** The least access to the table that is enough for every route of a function. */
export const tableAccess = (routes: readonly Route[], name: string): Route['table'] => {
  const needed = routes.filter((route) => route.function === name).map(({ table }) => STRENGTH.indexOf(table));
  return STRENGTH[Math.max(0, ...needed)] ?? 'none';
};

/** Functions behind the API, each with the folder of `functions/` it is built from. */
export const API_FUNCTIONS = [
  ['Audit', 'audit'],
  ['Auth', 'auth'],
  ['FhirApi', 'fhir-api'],
  ['CdsHooks', 'cds-hooks'],
  ['RulePacks', 'rule-packs'],
  ['Pas', 'pas'],
  ['OrderNotifier', 'order-events'],
] as const;
