import { operations } from '../../shared/fhir/definitions/operations.ts';
import type { Route } from '../../shared/http/routes/route.ts';
import { CANONICALS } from './canonicals.ts';

interface Words {
  readonly summary: string;
  readonly description?: string;
}

/** Endpoints no OperationDefinition describes, by handler. */
const PLAIN: Readonly<Record<string, string>> = {
  health: 'Whether the service and its table answer',
  metadata: 'CapabilityStatement of this instance',
  openapi: 'This document',
  llms: 'What there is to read, for programs that read',
  page: 'A page of the documentation as markdown',
  'task-search': 'Search the records of authorizations',
  'task-read': 'Read the record of an order’s authorization',
  'response-search': 'Search what was answered',
  'response-read': 'Read an answer exactly as it was given',
  'definition-search': 'Search definitions',
  'definition-read': 'Read a definition',
  'audit-search': 'Search the audit trail',
  'audit-read': 'Read an entry of the audit trail',
  'provenance-search': 'What the determinations of an order rest on',
  'pack-upload': 'Upload a rule pack; nothing answers by it yet',
  'pack-list': 'Every version of a rule pack, and where it stands',
  'pack-read': 'A version of a rule pack, with its review',
  'pack-simulate': 'Begin a simulation on the orders on file, or go on with one',
  'pack-simulation': 'How far a simulation is, and what it found',
  'pack-approve': 'Approve a rule pack, by another agent than the one who uploaded it',
  'pack-activate': 'Activate an approved rule pack, from today or a later day on',
  'pack-roll-back': 'End a rule pack: the version before it answers again',
  'pas-submit': 'Submit a prior authorization request, an update or a cancellation to the payer (Da Vinci PAS)',
  'pas-inquire': 'Ask how prior authorization requests stand (Da Vinci PAS)',
  'subscription-create': 'Subscribe to results of prior authorization requests (R4 backport, Da Vinci PAS)',
  'subscription-read': 'Read a subscription of the client’s own; its headers are not told',
  'subscription-update': 'Change a subscription; it begins anew with a handshake',
  'subscription-delete': 'End a subscription',
  'subscription-status': 'Status of a subscription and the number of its newest event',
  'subscription-events': 'Events of a subscription that may have been missed',
  'submit-attachment': 'Documents for a prior authorization request that waits for them (Da Vinci CDex)',
  'pas-metadata': 'CapabilityStatement of the base that speaks the older release of Da Vinci PAS',
  'davinci-configuration': 'Where the operations of the Da Vinci guides are (HRex)',
  notify: 'An EHR’s rest-hook: an order was created or changed',
  discovery: 'Hooks an EHR can call',
  invoke: 'Call a hook',
  feedback: 'What became of the cards of a hook',
  token: 'An access token for a signed assertion (SMART Backend Services)',
  'key-set': 'Public keys of this instance',
  login: 'Begin to sign in: the browser is sent to the issuer',
  callback: 'What the browser brings back from the issuer',
  session: 'Who is signed in, or which tenants an open service has',
  logout: 'End the session',
  'worklist-days': 'The visits and orders on file of a day, most urgent first',
  'webhook-list': 'Webhooks of the settings, and how their receivers answer',
  'webhook-messages': 'What a webhook was told, the newest first',
  'webhook-resend': 'Send one message again, under its own id',
  'smart-configuration': 'Where to get a token, and with which scopes',
};

const said = new Map(operations(CANONICALS).map(({ id, title, description }) => [id, { title, description }]));

/** What an endpoint does, for people: the words of its OperationDefinition where there is one. */
export const wordsOf = ({ handler, capability }: Route): Words => {
  const operation = capability && 'definition' in capability ? said.get(capability.definition ?? '') : undefined;
  if (operation?.title)
    return { summary: operation.title, ...(operation.description ? { description: operation.description } : {}) };
  return { summary: PLAIN[handler] ?? handler.replaceAll('-', ' ') };
};
