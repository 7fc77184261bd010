import { AUTH_ROUTES } from './auth-routes.ts';

/** Every endpoint once. Read by the CDK construct, the local server, the endpoints and the CapabilityStatement. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** API Gateway notation: `{id}` is one segment. */
  readonly path: string;
  /** Folder under `functions/`. */
  readonly function: 'audit' | 'auth' | 'fhir-api' | 'order-events' | 'cds-hooks';
  /** File under that folder. */
  readonly handler: string;
  readonly dialect: 'fhir' | 'plain';
  /** Resource type the path names. */
  readonly resource?: string;
  /** SMART-style scope a token must carry. */
  readonly scope: string;
  readonly table: 'none' | 'read' | 'write';
  /** Says nothing of any patient, so no audit entry tells of it. */
  readonly unaudited?: true;
  /** A body may be left out. */
  readonly emptyBody?: true;
  /** The body is a form. */
  readonly form?: true;
  /** A list may come and go as `text/csv` too. */
  readonly csv?: true;
  /** What the CapabilityStatement says of it; an operation without a resource is one of the whole system. */
  readonly capability?:
    | { readonly resource?: string; readonly operation: string; readonly definition: string }
    | { readonly resource: string; readonly interaction: 'read' | 'search-type'; readonly params?: readonly string[] };
}

const fhir = (
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

const operation = (resource: string, name: string, definition: string) => ({ resource, operation: name, definition });

const read = (resource: string, handler: string, table: Route['table'], scope: string): Route =>
  fhir('GET', `/r4/${resource}/{id}`, handler, table, scope, { resource, interaction: 'read' });

/** FHIR wants every search answered by GET and by POST of a form. */
const search = (
  resource: string,
  handler: string,
  table: Route['table'],
  scope: string,
  params: readonly string[],
): readonly Route[] => [
  fhir('GET', `/r4/${resource}`, handler, table, scope, { resource, interaction: 'search-type', params }),
  fhir('POST', `/r4/${resource}/_search`, handler, table, scope),
];

/** Where an EHR's subscription delivers; guarded by the secret of the source, not by a token. */
const hook = (method: Route['method'], below: string): Route => ({
  method,
  path: `/events/{source}${below}`,
  function: 'order-events',
  handler: 'notify',
  dialect: 'fhir',
  scope: 'none',
  table: 'write',
  emptyBody: true,
});

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

const DEFINITIONS = 'StructureDefinition OperationDefinition CodeSystem ValueSet NamingSystem Questionnaire'.split(' ');

export const ROUTES: readonly Route[] = [
  hook('POST', ''),
  hook('POST', '/ServiceRequest'),
  hook('PUT', '/ServiceRequest'),
  hook('POST', '/ServiceRequest/{id}'),
  hook('PUT', '/ServiceRequest/{id}'),
  cds('GET', '', 'discovery', 'none'),
  cds('POST', '/{id}', 'invoke', 'write'),
  cds('POST', '/{id}/feedback', 'feedback', 'write'),
  {
    method: 'GET',
    path: '/health',
    function: 'fhir-api',
    handler: 'health',
    dialect: 'plain',
    scope: 'none',
    table: 'read',
    unaudited: true,
  },
  ...AUTH_ROUTES,
  fhir('GET', '/r4/metadata', 'metadata', 'none', 'none'),
  fhir(
    'POST',
    '/r4/ServiceRequest/$assess',
    'assess',
    'write',
    'system/ServiceRequest.u',
    operation('ServiceRequest', 'assess', 'assess'),
  ),
  fhir(
    'POST',
    '/r4/CoverageEligibilityRequest/$submit',
    'eligibility-submit',
    'write',
    'system/CoverageEligibilityRequest.c',
    operation('CoverageEligibilityRequest', 'submit', 'eligibility-submit'),
  ),
  fhir('POST', '/r4/Claim/$check', 'claim-check', 'read', 'system/Claim.r', operation('Claim', 'check', 'claim-check')),
  fhir(
    'POST',
    '/r4/ServiceRequest/{id}/$record-decision',
    'record-decision',
    'write',
    'system/Task.u',
    operation('ServiceRequest', 'record-decision', 'record-decision'),
  ),
  fhir(
    'POST',
    '/r4/ServiceRequest/{id}/$bookable',
    'bookable',
    'read',
    'system/Task.r',
    operation('ServiceRequest', 'bookable', 'bookable'),
  ),
  fhir(
    'GET',
    '/r4/ServiceRequest/{id}/$authorization-status',
    'authorization-status',
    'read',
    'system/Task.r',
    operation('ServiceRequest', 'authorization-status', 'authorization-status'),
  ),
  ...search('Task', 'task-search', 'read', 'system/Task.s', [
    'focus',
    'patient',
    'identifier',
    'business-status',
    'status',
    'period',
  ]),
  read('Task', 'task-read', 'read', 'system/Task.r'),
  {
    ...fhir('POST', '/r4/$worklist', 'worklist', 'read', 'system/Task.s', {
      operation: 'worklist',
      definition: 'worklist',
    }),
    csv: true,
  },
  {
    ...fhir('GET', '/r4/$coverage-map', 'coverage-map', 'read', 'system/Library.r', {
      operation: 'coverage-map',
      definition: 'coverage-map',
    }),
    unaudited: true,
  },
  read('CoverageEligibilityResponse', 'response-read', 'read', 'system/CoverageEligibilityResponse.r'),
  ...search('CoverageEligibilityResponse', 'response-search', 'read', 'system/CoverageEligibilityResponse.s', [
    'patient',
    'request',
    'source',
    'created',
  ]),
  ...[
    read('AuditEvent', 'audit-read', 'write', 'system/AuditEvent.r'),
    ...search('AuditEvent', 'audit-search', 'write', 'system/AuditEvent.s', ['patient', 'agent', 'date']),
    ...search('Provenance', 'provenance-search', 'write', 'system/Provenance.s', ['target']),
  ].map((route) => ({ ...route, function: 'audit' as const })),
  ...DEFINITIONS.flatMap((type) => [
    read(type, 'definition-read', 'none', 'none'),
    ...search(type, 'definition-search', 'none', 'none', type === 'NamingSystem' ? [] : ['url']),
  ]),
];
