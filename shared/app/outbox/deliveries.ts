import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { ChangeKind, Delivery } from '../ports/authorization-store.ts';
import type { Ports } from '../ports/ports.ts';
import { SUBMIT } from '../submissions/change-submission.ts';
import { EHR_DOCUMENTS } from '../submissions/documents-wanted.ts';
import { INQUIRE } from '../submissions/put-inquiry.ts';
import { SUBSCRIPTION_NOTICE } from '../utilization-review/notices/notice-delivery.ts';
import { REVIEW_RESULT } from '../utilization-review/notices/tell-results.ts';
import { SCRIPTED_ACT } from '../utilization-review/scripted-acts.ts';
import { documentsFromEhr } from './documents-from-ehr.ts';
import type { FollowUp } from './follow-up.ts';
import { inquireRequest } from './inquire-request.ts';
import { publishEvents } from './publish-events.ts';
import { WEBHOOK } from './put-webhook.ts';
import { reviewResult, subscriptionNotice } from './review-notices.ts';
import { scriptedAct } from './scripted-act.ts';
import { handOver } from './submit-request.ts';
import { tellWebhooks } from './tell-webhooks.ts';
import { writeBack } from './write-back.ts';

/** Delivers a change of the record itself. Safe to repeat; retried until it no longer throws. */
type DeliverChange = (tenant: TenantId, delivery: Delivery, ports: Ports) => Promise<void>;

/**
 * The one registry of outbox deliveries, by stored kind. A change is valid only if its version was written, and is
 * delivered in version order; a follow-up is delivered when it is due, or given up.
 */
const CHANGES: Readonly<Record<ChangeKind, DeliverChange>> = {
  assessed: publishEvents,
  'authorization-changed': publishEvents,
  'head-changed': publishEvents,
};
export const FOLLOW_UPS: ReadonlyMap<string, FollowUp> = new Map([
  ['write-back', writeBack],
  [SCRIPTED_ACT, scriptedAct],
  [SUBMIT, handOver],
  [INQUIRE, inquireRequest],
  [EHR_DOCUMENTS, documentsFromEhr],
  [WEBHOOK, tellWebhooks],
  [REVIEW_RESULT, reviewResult],
  [SUBSCRIPTION_NOTICE, subscriptionNotice],
]);

const isChange = (kind: string): kind is ChangeKind => Object.hasOwn(CHANGES, kind);

class UnknownDelivery extends Error {
  override readonly name = 'UnknownDelivery';
}

/** Throws on an unknown kind: it stays in the outbox for a release that knows it. */
export const deliverChange: DeliverChange = async (tenant, delivery, ports) => {
  if (!isChange(delivery.kind)) throw new UnknownDelivery();
  await CHANGES[delivery.kind](tenant, delivery, ports);
};
