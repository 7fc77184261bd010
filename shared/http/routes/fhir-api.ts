import { fhir, read, search } from './fhir-route.ts';
import { REQUEST_ROUTES } from './requests.ts';
import type { Route } from './route.ts';

const operation = (resource: string, name: string, definition: string) => ({ resource, operation: name, definition });

const DEFINITIONS = 'StructureDefinition OperationDefinition CodeSystem ValueSet NamingSystem Questionnaire'.split(' ');

/** What says nothing about anybody, and is read before a client has a token. */
const toRead = (path: string, handler: string): Route => ({
  method: 'GET',
  path,
  function: 'fhir-api',
  handler,
  dialect: 'plain',
  scope: 'none',
  table: 'none',
  unaudited: true,
});

export const FHIR_API_ROUTES: readonly Route[] = [
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
  toRead('/openapi.json', 'openapi'),
  toRead('/llms.txt', 'llms'),
  toRead('/docs/{page}', 'page'),
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
  {
    ...fhir(
      'POST',
      '/r4/ServiceRequest/{id}/$answer',
      'answer',
      'write',
      'system/ServiceRequest.u',
      operation('ServiceRequest', 'answer', 'answer'),
    ),
    userScope: 'user/QuestionnaireResponse.c',
  },
  {
    ...fhir(
      'POST',
      '/r4/ServiceRequest/{id}/$ask-eligibility',
      'ask-eligibility',
      'write',
      'system/ServiceRequest.u',
      operation('ServiceRequest', 'ask-eligibility', 'ask-eligibility'),
    ),
    userScope: 'user/CoverageEligibilityRequest.c',
    emptyBody: true,
  },
  {
    ...fhir(
      'POST',
      '/r4/ServiceRequest/{id}/$record-decision',
      'record-decision',
      'write',
      'system/Task.u',
      operation('ServiceRequest', 'record-decision', 'record-decision'),
    ),
    userScope: 'user/ClaimResponse.c',
  },
  fhir(
    'POST',
    '/r4/ServiceRequest/{id}/$follow-up',
    'follow-up',
    'write',
    'system/Task.u',
    operation('ServiceRequest', 'follow-up', 'follow-up'),
  ),
  ...REQUEST_ROUTES,
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
    '_id',
    'focus',
    'patient',
    'identifier',
    'business-status',
    'status',
    'period',
  ]),
  read('Task', 'task-read', 'read', 'system/Task.r'),
  fhir('GET', '/r4/$worklist', 'worklist-days', 'read', 'system/Task.s'),
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
  {
    ...fhir('GET', '/r4/$channel-map', 'channel-map', 'read', 'system/Library.r', {
      operation: 'channel-map',
      definition: 'channel-map',
    }),
    unaudited: true,
  },
  read('CoverageEligibilityResponse', 'response-read', 'read', 'system/CoverageEligibilityResponse.r'),
  ...search('CoverageEligibilityResponse', 'response-search', 'read', 'system/CoverageEligibilityResponse.s', [
    '_id',
    'patient',
    'request',
    'source',
    'created',
  ]),
  ...DEFINITIONS.flatMap((type) => [
    read(type, 'definition-read', 'none', 'none'),
    ...search(type, 'definition-search', 'none', 'none', type === 'NamingSystem' ? ['_id'] : ['_id', 'url']),
  ]),
];
