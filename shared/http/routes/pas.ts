import type { Route } from './route.ts';

/** Bases and the version of Da Vinci PAS each speaks: the guide wants an endpoint of its own for each. */
export const PAS_BASES = { '2.2.1': '/r4', '2.0.1': '/stu2/r4' } as const;
const BASES = Object.values(PAS_BASES);

const PAS = 'http://hl7.org/fhir/us/davinci-pas/OperationDefinition';

const claim = (base: string, below: string, handler: string, scope: string): Route => ({
  method: 'POST',
  path: `${base}/Claim/${below}`,
  function: 'pas',
  handler,
  dialect: 'fhir',
  resource: 'Claim',
  scope,
  table: 'write',
});

const BACKPORT = 'http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition';

const subscription = (base: string, below: string, name: string, scope: string, more: Partial<Route>): Route => ({
  method: 'GET',
  path: `${base}/Subscription${below}`,
  function: 'pas',
  handler: `subscription-${name}`,
  dialect: 'fhir',
  resource: 'Subscription',
  scope: `system/Subscription.${scope}`,
  table: 'read',
  ...more,
});

/** Results of pended requests, told to whoever subscribed (R4 backport). */
const subscriptionsAt = (base: string): readonly Route[] => {
  const interacts = (interaction: 'read' | 'create' | 'update' | 'delete') => ({
    capability: { resource: 'Subscription', interaction } as const,
  });
  const operates = (operation: string) => ({
    capability: { resource: 'Subscription', operation, definition: `${BACKPORT}/backport-subscription-${operation}` },
  });
  return [
    subscription(base, '', 'create', 'c', { method: 'POST', table: 'write', ...interacts('create') }),
    subscription(base, '/{id}', 'read', 'r', interacts('read')),
    subscription(base, '/{id}', 'update', 'u', { method: 'PUT', table: 'write', ...interacts('update') }),
    subscription(base, '/{id}', 'delete', 'd', {
      method: 'DELETE',
      table: 'write',
      emptyBody: true,
      ...interacts('delete'),
    }),
    subscription(base, '/{id}/$status', 'status', 'r', operates('status')),
    subscription(base, '/{id}/$events', 'events', 'r', operates('events')),
  ];
};

const open = (path: string, handler: string, dialect: Route['dialect']): Route => ({
  method: 'GET',
  path,
  function: 'pas',
  handler,
  dialect,
  scope: 'none',
  table: 'none',
  unaudited: true,
});

/** What a payer's measures are made of. */
const metrics = (name: string): Route => ({
  method: 'GET',
  path: `/r4/$${name}`,
  function: 'pas',
  handler: name,
  dialect: 'fhir',
  scope: 'metrics.read',
  table: 'read',
  capability: { operation: name, definition: name },
});

/** The payer's side: requests for prior authorization, inquiries about them, and the acts of reviewers. */
export const PAS_ROUTES: readonly Route[] = [
  ...BASES.flatMap((base): readonly Route[] => [
    {
      ...claim(base, '$submit', 'pas-submit', 'system/Claim.c'),
      documents: true,
      capability: { resource: 'Claim', operation: 'submit', definition: `${PAS}/Claim-submit` },
    },
    {
      ...claim(base, '$inquire', 'pas-inquire', 'system/ClaimResponse.s'),
      table: 'read',
      documents: true,
      capability: { resource: 'Claim', operation: 'inquire', definition: `${PAS}/Claim-inquiry` },
    },
    ...subscriptionsAt(base),
    open(`${base}/.well-known/davinci-configuration`, 'davinci-configuration', 'plain'),
  ]),
  {
    ...claim('/r4', '{id}/$review', 'pas-review', 'reviews.write'),
    capability: { resource: 'Claim', operation: 'review', definition: 'review' },
  },
  {
    ...claim('/r4', '{id}/$assign', 'review-assign', 'reviews.write'),
    capability: { resource: 'Claim', operation: 'assign', definition: 'assign' },
  },
  {
    ...claim('/r4', '{id}/$confirm', 'review-confirm', 'reviews.write'),
    capability: { resource: 'Claim', operation: 'confirm', definition: 'confirm' },
  },
  {
    ...claim('/r4', '{id}/$appeal', 'review-appeal', 'reviews.ask'),
    capability: { resource: 'Claim', operation: 'appeal', definition: 'appeal' },
  },
  {
    ...claim('/r4', '{id}/$withdraw-appeal', 'review-withdraw-appeal', 'reviews.ask'),
    capability: { resource: 'Claim', operation: 'withdraw-appeal', definition: 'withdraw-appeal' },
  },
  {
    ...claim('/r4', '{id}/$peer-to-peer', 'review-peer', 'reviews.ask'),
    capability: { resource: 'Claim', operation: 'peer-to-peer', definition: 'peer-to-peer' },
  },
  {
    ...claim('/r4', '{id}/$case', 'review-case', 'reviews.write'),
    method: 'GET',
    table: 'read',
    capability: { resource: 'Claim', operation: 'case', definition: 'case' },
  },
  {
    method: 'GET',
    path: '/r4/$reviews',
    function: 'pas',
    handler: 'review-queue',
    dialect: 'fhir',
    scope: 'reviews.write',
    table: 'read',
    capability: { operation: 'reviews', definition: 'reviews' },
  },
  metrics('pas-metric-data'),
  metrics('pas-metric-report'),
  {
    ...claim('/r4', '', 'submit-attachment', 'system/DocumentReference.c'),
    path: '/r4/$submit-attachment',
    resource: 'DocumentReference',
    documents: true,
    capability: {
      operation: 'submit-attachment',
      definition: 'http://hl7.org/fhir/us/davinci-cdex/OperationDefinition/submit-attachment',
    },
  },
  open('/stu2/r4/metadata', 'pas-metadata', 'fhir'),
];
