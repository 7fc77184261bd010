import type { LineCase } from '../policy/line-case.ts';
import type { Decided } from './decided.ts';

/** What a Medicare patient is to be told before a test that may not be paid for. */
type Notice = 'abn' | 'exclusion' | 'organization-determination';

/** A local or national coverage document; other criteria never lead to a notice. */
const COVERAGE_DOCUMENT = /\b(?:L\d{5}|NCD \d)/;

/**
 * An Advance Beneficiary Notice is for Original Medicare and a denial that a coverage document foresees; an exclusion by
 * statute needs none. A Medicare Advantage plan is asked for an organization determination instead.
 */
export const noticeFor = ({ facts }: LineCase, { advice, seen }: Decided): Notice | undefined => {
  const planType = facts.planType?.is === 'known' ? facts.planType.value : undefined;
  const isUnlikely = advice === 'necessity-likely-not-met';
  if (planType === 'medicare-advantage')
    return isUnlikely || advice === 'benefit-not-covered' ? 'organization-determination' : undefined;
  if (!seen?.policy.ruleset.abn) return undefined;
  if (advice === 'benefit-not-covered') return 'exclusion';
  const isForeseen = seen.outcome.deciding.some(
    ({ cite, level }) => level !== 'illustrative' && COVERAGE_DOCUMENT.test(cite),
  );
  return isUnlikely && isForeseen ? 'abn' : undefined;
};

/** By the Medicare Claims Processing Manual, chapter 30 (GX since 2010-04-01); our own words. */
export const NOTICE_SAYS: Readonly<Record<Notice, string>> = {
  abn: 'If the test is done anyway, have an ABN signed before it. The claim then carries GA; GZ where none was given.',
  exclusion:
    'Medicare excludes this by law, so no ABN is required. The claim carries GY, with GX where a notice was given voluntarily.',
  'organization-determination':
    'Ask the plan for an organization determination before the test; an ABN is not for Medicare Advantage.',
};
