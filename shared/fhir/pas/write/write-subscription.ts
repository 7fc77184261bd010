import type { Subscription } from 'fhir/r4';
import type { ReviewSubscription } from '../../../core/authorization/review-subscription.ts';
import { BACKPORT, pasDefinition, TOPIC } from '../names.ts';

/** A subscription as it stands. Its headers hold secrets of the client and are not told. */
export const writeSubscription = (one: ReviewSubscription): Subscription => ({
  resourceType: 'Subscription',
  id: one.id,
  meta: {
    versionId: String(one.version),
    lastUpdated: one.updatedAt,
    ...(one.release === '2.2.1' ? { profile: [pasDefinition('profile-subscription')] } : {}),
  },
  status: one.status,
  ...(one.end ? { end: one.end } : {}),
  reason: 'Results of prior authorization requests that were pended.',
  criteria: TOPIC,
  _criteria: {
    extension: one.filters.map((valueString) => ({ url: `${BACKPORT}/backport-filter-criteria`, valueString })),
  },
  ...(one.error ? { error: one.error } : {}),
  channel: {
    ...(one.heartbeatSeconds
      ? { extension: [{ url: `${BACKPORT}/backport-heartbeat-period`, valueUnsignedInt: one.heartbeatSeconds }] }
      : {}),
    type: 'rest-hook',
    endpoint: one.endpoint,
    payload: 'application/fhir+json',
    _payload: { extension: [{ url: `${BACKPORT}/backport-payload-content`, valueCode: one.content }] },
  },
});
