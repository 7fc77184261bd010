import type { CoverageCheck } from '../../core/authorization/coverage-check.ts';
import type { CoverageVerdict } from '../../core/model/assessment.ts';
import { plainMemberNumber } from '../../core/model/keys/plain-number.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Digest } from '../ports/ports.ts';
import type { Recorded } from './order-answers.ts';

/** Keyed hash of a coverage as far as an answer depends on whose and which it is. */
export const coverageKey = (
  { payers, coverage }: CoverageVerdict,
  tenant: TenantId,
  digest: Pick<Digest, 'keyed'>,
): string => {
  const { memberId = '', planProduct, planType } = coverage ?? {};
  return digest.keyed(tenant, JSON.stringify(['coverage', payers, plainMemberNumber(memberId), planProduct, planType]));
};

/**
 * The check that still holds after an order was answered again. Other rules confirm no coverage; a payer decision settles
 * a change; a message does both, unless it is the coverage that was withdrawn.
 */
export const coverageKept = (
  before: CoverageCheck | undefined,
  recorded: Recorded | undefined,
  key: () => string,
): CoverageCheck | undefined => {
  if (recorded?.coverage) return recorded.coverage;
  if (!before || recorded?.what === 'reassessed') return before;
  if (recorded) return before.result === 'changed' ? undefined : before;
  return before.result === 'changed' && before.was === key() ? before : undefined;
};
