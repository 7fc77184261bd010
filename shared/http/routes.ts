/** Every endpoint once. Read by the CDK construct, the local server, the doors and the CapabilityStatement. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** API Gateway notation: `{id}` is one segment. */
  readonly path: string;
  /** Folder under `functions/`. */
  readonly function: 'fhir-api';
  /** File under that folder. */
  readonly door: string;
  readonly dialect: 'fhir' | 'plain';
  /** SMART-style scope a token must carry. */
  readonly scope: string;
  readonly table: 'none' | 'read' | 'write';
  /** What the CapabilityStatement says of it. */
  readonly capability?:
    | { readonly resource: string; readonly operation: string; readonly definition: string }
    | { readonly resource: string; readonly interaction: 'read' | 'search-type'; readonly params?: readonly string[] };
}

const fhir = (
  method: Route['method'],
  path: string,
  door: string,
  table: Route['table'],
  scope: string,
  capability?: Route['capability'],
): Route => ({
  method,
  path,
  function: 'fhir-api',
  door,
  dialect: 'fhir',
  scope,
  table,
  ...(capability ? { capability } : {}),
});

const operation = (resource: string, name: string, definition: string) => ({ resource, operation: name, definition });

export const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/health',
    function: 'fhir-api',
    door: 'health',
    dialect: 'plain',
    scope: 'none',
    table: 'read',
  },
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
    'GET',
    '/r4/ServiceRequest/{id}/$authorization-status',
    'authorization-status',
    'read',
    'system/Task.r',
    operation('ServiceRequest', 'authorization-status', 'authorization-status'),
  ),
  fhir('GET', '/r4/Task', 'task-search', 'read', 'system/Task.s', {
    resource: 'Task',
    interaction: 'search-type',
    params: ['focus', 'patient', 'identifier', 'business-status', 'period'],
  }),
  fhir('POST', '/r4/Task/_search', 'task-search', 'read', 'system/Task.s'),
  fhir('GET', '/r4/Task/{id}', 'task-read', 'read', 'system/Task.r', { resource: 'Task', interaction: 'read' }),
  fhir('GET', '/r4/CoverageEligibilityResponse/{id}', 'response-read', 'read', 'system/CoverageEligibilityResponse.r', {
    resource: 'CoverageEligibilityResponse',
    interaction: 'read',
  }),
  fhir('GET', '/r4/CoverageEligibilityResponse', 'response-search', 'read', 'system/CoverageEligibilityResponse.s', {
    resource: 'CoverageEligibilityResponse',
    interaction: 'search-type',
    params: ['patient', 'request', 'created'],
  }),
  fhir('GET', '/r4/StructureDefinition/{id}', 'definition-read', 'none', 'none', {
    resource: 'StructureDefinition',
    interaction: 'read',
  }),
  fhir('GET', '/r4/OperationDefinition/{id}', 'definition-read', 'none', 'none', {
    resource: 'OperationDefinition',
    interaction: 'read',
  }),
  fhir('GET', '/r4/CodeSystem/{id}', 'definition-read', 'none', 'none', {
    resource: 'CodeSystem',
    interaction: 'read',
  }),
  fhir('GET', '/r4/ValueSet/{id}', 'definition-read', 'none', 'none', { resource: 'ValueSet', interaction: 'read' }),
  fhir('GET', '/r4/NamingSystem/{id}', 'definition-read', 'none', 'none', {
    resource: 'NamingSystem',
    interaction: 'read',
  }),
  fhir('GET', '/r4/Questionnaire/{id}', 'definition-read', 'none', 'none', {
    resource: 'Questionnaire',
    interaction: 'read',
  }),
];
