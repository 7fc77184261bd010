import type { Clients, Nonces } from '../../app/ports/access/client.ts';
import type { Digest, Ports } from '../../app/ports/ports.ts';
import { makeRateLimiter } from '../rate-limiter.ts';
import { makeAuditStore } from './access/audit-store.ts';
import { makeClientStore } from './access/client-store.ts';
import { makeKeptAnswers } from './access/kept-answers-store.ts';
import { makeNonceStore } from './access/nonce-store.ts';
import { makeSharedCount } from './access/rate-store.ts';
import { makeSessionStore } from './access/session-store.ts';
import { makeBreakerStore } from './messages/breaker-store.ts';
import { makeChannelHealthStore } from './messages/channel-health-store.ts';
import { makeDeadLetterList } from './messages/dead-letter-store.ts';
import { makeInboxStore } from './messages/inbox-store.ts';
import { makeOutboxStore } from './messages/outbox-store.ts';
import { makeSubscriptionStore } from './messages/subscription-store.ts';
import { makeWebhookStore } from './messages/webhook-store.ts';
import { makeAssertionStore } from './records/assertion-store.ts';
import { makeAuthorizationStore } from './records/authorization-store.ts';
import { makeFeedbackStore } from './records/feedback-store.ts';
import { makeExchangeStore } from './reviews/exchange-store.ts';
import { makeReviewStore } from './reviews/review-store.ts';
import { makeReviewSubscriptionStore } from './reviews/review-subscription-store.ts';
import { makeRulePackStore } from './rule-packs/rule-pack-store.ts';
import { makeRosterStore } from './settings/roster-store.ts';
import { makeSettingsStore } from './settings/settings-store.ts';
import { makeSubmissionStore } from './submissions/submission-store.ts';
import type { TableAccess } from './table-access.ts';

export type Stores = Pick<
  Ports,
  | 'authorizations'
  | 'assertions'
  | 'audit'
  | 'deadLetterList'
  | 'feedback'
  | 'outbox'
  | 'inbox'
  | 'kept'
  | 'rates'
  | 'reviews'
  | 'reviewExchanges'
  | 'reviewSubscriptions'
  | 'roster'
  | 'rulePacks'
  | 'sessions'
  | 'submissions'
  | 'subscriptions'
  | 'webhooks'
  | 'channelHealth'
> & {
  readonly clients: Clients;
  readonly nonces: Nonces;
  readonly settings: ReturnType<typeof makeSettingsStore>;
  readonly breakers: ReturnType<typeof makeBreakerStore>;
};

/** Every store over the one table. */
export const openStores = ({
  digest,
  auditYears,
  ...table
}: TableAccess & { readonly digest: Digest; readonly auditYears?: number }): Stores => {
  const settings = makeSettingsStore(table);
  return {
    authorizations: makeAuthorizationStore(table, digest),
    assertions: makeAssertionStore(table, digest),
    audit: makeAuditStore(table, digest, auditYears),
    deadLetterList: makeDeadLetterList(table),
    feedback: makeFeedbackStore(table),
    outbox: makeOutboxStore(table),
    inbox: makeInboxStore(table),
    kept: makeKeptAnswers(table),
    rates: makeRateLimiter(makeSharedCount(table), Date.now),
    roster: makeRosterStore(table, digest),
    subscriptions: makeSubscriptionStore(table),
    settings,
    webhooks: makeWebhookStore(table),
    channelHealth: makeChannelHealthStore(table),
    breakers: makeBreakerStore(table, Date.now),
    reviews: makeReviewStore(table),
    reviewExchanges: makeExchangeStore(table),
    submissions: makeSubmissionStore(table),
    reviewSubscriptions: makeReviewSubscriptionStore(table),
    rulePacks: makeRulePackStore(table, settings.refresh),
    clients: makeClientStore(table),
    nonces: makeNonceStore(table),
    sessions: makeSessionStore(table),
  };
};
