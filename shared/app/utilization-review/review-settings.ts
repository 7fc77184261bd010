import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { testPrefix } from '../../core/authorization/test-number.ts';
import type { PackRef } from '../../core/model/ruleset.ts';
import { tenantMark } from '../keys/tenant-mark.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

const USUAL_PREFIX = 'PA';

/** Whether answers of this tenant count, and how its numbers begin. Fixed when a request is received. */
export const standingOfPayer = (
  { id, timeZone, utilizationReview }: Pick<Tenant, 'id' | 'timeZone' | 'utilizationReview'>,
  receivedAt: string,
  { clock, digest }: Pick<Ports, 'clock' | 'digest'>,
): Pick<ReviewRequest, 'isTest' | 'numberPrefix'> => {
  const { authority, numberPrefix = USUAL_PREFIX } = utilizationReview ?? {};
  return authority && authority.declaredOn <= clock.dateIn(timeZone, receivedAt)
    ? { isTest: false, numberPrefix }
    : { isTest: true, numberPrefix: testPrefix(tenantMark(id, digest)) };
};

export const hasAdopted = ({ utilizationReview }: Pick<Tenant, 'utilizationReview'>, pack: PackRef | undefined) =>
  pack !== undefined && (utilizationReview?.adoptedPacks ?? []).includes(pack.id);
