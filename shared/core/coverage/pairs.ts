import type { CoveragePair, PairRelation, PaymentFact } from '../model/plan-kinds.ts';
import type { CoverageStanding } from './standing.ts';

/** The pairs in force, and what decides between two of them. */
export interface PairRules {
  readonly pairs: readonly CoveragePair[];
  readonly facts: readonly PaymentFact[];
}

type Of = 'kinds' | 'maybe';

/** The pair by which `other` stands to `one` in this relation. */
export const pairOf = (
  is: PairRelation,
  one: CoverageStanding,
  other: CoverageStanding,
  { pairs, facts }: PairRules,
  of: Of = 'kinds',
): CoveragePair | undefined =>
  pairs.find(
    (pair) =>
      pair.is === is &&
      pair.coverage.some((kind) => one.kinds.includes(kind)) &&
      pair.by.some((kind) => other[of].includes(kind)) &&
      (pair.when === undefined || facts.includes(pair.when)),
  );

/** The pair by which `other` pays before `one`. What decides in one patient outranks what is usual. */
export const paysBefore = (
  one: CoverageStanding,
  other: CoverageStanding,
  rules: PairRules,
): CoveragePair | undefined => {
  const before = pairOf('paying-before', one, other, rules);
  if (before) return before;
  return pairOf('paying-before', other, one, rules) ? undefined : pairOf('complementary', other, one, rules);
};

const placeOf = ({ verdict }: CoverageStanding): number => verdict.coverage?.order ?? Number.MAX_SAFE_INTEGER;

/** By the order of payment the message states: negative where `one` pays first, 0 where it does not tell. */
export const statedOrder = (one: CoverageStanding, other: CoverageStanding): number => placeOf(one) - placeOf(other);

/** The same plan twice: one payer, and no number or product that differs. */
export const isSamePlan = (one: CoverageStanding, other: CoverageStanding): boolean => {
  const [a, b] = [one.verdict, other.verdict];
  const agree = (x: string | undefined, y: string | undefined) => x === undefined || y === undefined || x === y;
  return (
    a.payers.length === 1 &&
    b.payers.length === 1 &&
    a.payers[0] === b.payers[0] &&
    agree(a.coverage?.memberId, b.coverage?.memberId) &&
    agree(a.coverage?.planProduct, b.coverage?.planProduct)
  );
};

export const isActive = ({ verdict }: CoverageStanding): boolean => verdict.inForce !== 'no';
