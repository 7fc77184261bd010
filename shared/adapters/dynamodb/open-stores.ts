import type { Digest, Ports } from '../../app/ports.ts';
import { makeAssertionStore } from './assertion-store.ts';
import { makeAuthorizationStore } from './authorization-store.ts';
import { makeFeedbackStore } from './feedback-store.ts';
import { makeInboxStore } from './inbox-store.ts';
import { makeIntentStore } from './intent-store.ts';
import { makeRosterStore } from './roster-store.ts';
import { makeSettingsStore } from './settings-store.ts';
import { makeSubscriptionStore } from './subscription-store.ts';
import type { TableAccess } from './table-access.ts';

export type Stores = Pick<
  Ports,
  'authorizations' | 'assertions' | 'feedback' | 'intents' | 'inbox' | 'roster' | 'subscriptions'
> & {
  readonly settings: ReturnType<typeof makeSettingsStore>;
};

/** Every store of the house over the one table. */
export const openStores = ({ digest, ...table }: TableAccess & { readonly digest: Digest }): Stores => ({
  authorizations: makeAuthorizationStore(table, digest),
  assertions: makeAssertionStore(table),
  feedback: makeFeedbackStore(table),
  intents: makeIntentStore(table),
  inbox: makeInboxStore(table),
  roster: makeRosterStore(table, digest),
  subscriptions: makeSubscriptionStore(table),
  settings: makeSettingsStore(table),
});
