import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { testPrefix } from '../../core/authorization/test-number.ts';
import type { PackRef } from '../../core/model/ruleset.ts';
import { tenantMark } from '../keys/tenant-mark.ts';
import type { Digest, Tenant } from '../ports/ports.ts';

const USUAL_PREFIX = 'PA';

/** Whether answers of this tenant count, and how its numbers begin. Fixed when a request is received. */
export const standingOfPayer = (
  { id, utilizationReview }: Pick<Tenant, 'id' | 'utilizationReview'>,
  digest: Pick<Digest, 'of'>,
): Pick<ReviewRequest, 'isTest' | 'numberPrefix'> =>
  utilizationReview?.authority
    ? { isTest: false, numberPrefix: utilizationReview.numberPrefix ?? USUAL_PREFIX }
    : { isTest: true, numberPrefix: testPrefix(tenantMark(id, digest)) };

export const hasAdopted = ({ utilizationReview }: Pick<Tenant, 'utilizationReview'>, pack: PackRef | undefined) =>
  pack !== undefined && (utilizationReview?.adoptedPacks ?? []).includes(pack.id);
