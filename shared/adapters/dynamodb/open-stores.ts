import type { Clients, Nonces } from '../../app/client.ts';
import type { Digest, Ports } from '../../app/ports.ts';
import { makeRateLimiter } from '../rate-limiter.ts';
import { makeAssertionStore } from './assertion-store.ts';
import { makeAuditStore } from './audit-store.ts';
import { makeAuthorizationStore } from './authorization-store.ts';
import { makeClientStore } from './client-store.ts';
import { makeDeadLetterList } from './dead-letter-store.ts';
import { makeFeedbackStore } from './feedback-store.ts';
import { makeInboxStore } from './inbox-store.ts';
import { makeIntentStore } from './intent-store.ts';
import { makeKeptAnswers } from './kept-answers-store.ts';
import { makeNonceStore } from './nonce-store.ts';
import { makeSharedCount } from './rate-store.ts';
import { makeRosterStore } from './roster-store.ts';
import { makeSettingsStore } from './settings-store.ts';
import { makeSubscriptionStore } from './subscription-store.ts';
import type { TableAccess } from './table-access.ts';

export type Stores = Pick<
  Ports,
  | 'authorizations'
  | 'assertions'
  | 'audit'
  | 'deadLetterList'
  | 'feedback'
  | 'intents'
  | 'inbox'
  | 'kept'
  | 'rates'
  | 'roster'
  | 'subscriptions'
> & {
  readonly clients: Clients;
  readonly nonces: Nonces;
  readonly settings: ReturnType<typeof makeSettingsStore>;
};

/** Every store of the house over the one table. */
export const openStores = ({
  digest,
  auditYears,
  ...table
}: TableAccess & { readonly digest: Digest; readonly auditYears?: number }): Stores => ({
  authorizations: makeAuthorizationStore(table, digest),
  assertions: makeAssertionStore(table, digest),
  audit: makeAuditStore(table, digest, auditYears),
  deadLetterList: makeDeadLetterList(table),
  feedback: makeFeedbackStore(table),
  intents: makeIntentStore(table),
  inbox: makeInboxStore(table),
  kept: makeKeptAnswers(table),
  rates: makeRateLimiter(makeSharedCount(table), Date.now),
  roster: makeRosterStore(table, digest),
  subscriptions: makeSubscriptionStore(table),
  settings: makeSettingsStore(table),
  clients: makeClientStore(table),
  nonces: makeNonceStore(table),
});
