import type { CoverageConflict, CoverageVerdict } from '../model/assessment.ts';
import type { Codebook } from '../model/codebook.ts';
import type { CoveragePair } from '../model/plan-kinds.ts';
import { openOrder, ownConflict } from './conflicts.ts';
import { isActive, type PairRules, pairOf, paysBefore, statedOrder } from './pairs.ts';
import type { CoverageStanding } from './standing.ts';

interface SettleContext extends PairRules {
  readonly date: string;
  readonly codebook: Pick<Codebook, 'planKind' | 'paymentFactSays'>;
  /** A claim is addressed to one payer: none is put before it. */
  readonly isClaim: boolean;
}

/** The coverages in the order they are answered, each with what stands against it. */
export interface SettledCoverages {
  /** Indices among those given. */
  readonly order: readonly number[];
  /** As given: the verdicts with conflicts and warnings. */
  readonly verdicts: readonly CoverageVerdict[];
}

const referenceOf = ({ verdict, name }: CoverageStanding): string => verdict.coverage?.reference || name;

/** Whoever pays himself does so where nobody else does, or where he says so. */
const isSelfPay = ({ verdict }: CoverageStanding): boolean => verdict.coverage?.selfPay === true;

/** Whatever can pay before what cannot, then as stated; never by the place in the message. */
const compare = (one: CoverageStanding, other: CoverageStanding): number =>
  Number(!isActive(one)) - Number(!isActive(other)) ||
  Number(isSelfPay(one)) - Number(isSelfPay(other)) ||
  Math.sign(statedOrder(one, other)) ||
  (referenceOf(one) < referenceOf(other) ? -1 : 1);

interface First {
  readonly first: CoverageStanding;
  readonly conflict?: CoverageConflict;
  readonly warnings: readonly string[];
}

const BILLED = 'Billed in the wrong order, the claim is likely denied (CARC 22).';

/** What is known of the patient says otherwise than the stated order: nobody but the payers can settle it. */
const contradiction = (
  one: CoverageStanding,
  other: CoverageStanding,
  { says, when }: CoveragePair,
  { codebook }: Pick<SettleContext, 'codebook'>,
): CoverageConflict => ({
  says: `${one.name} is listed before ${other.name}, ${when ? `and the chart tells of ${codebook.paymentFactSays(when)}` : 'which speaks against that'}. ${says} Ask which pays first. ${BILLED}`,
  carc: ['22'],
});

const notAsked = (one: CoverageStanding, other: CoverageStanding, { says }: CoveragePair): CoverageConflict => ({
  says: `${other.name} pays before ${one.name}, and the request does not ask about it: ask under ${other.name} first. ${says} ${BILLED}`,
  carc: ['22'],
});

/** The coverage whose rules count: from the one asked about to whatever is known to pay before it. */
const findFirst = (asked: CoverageStanding, others: readonly CoverageStanding[], context: SettleContext): First => {
  let first = asked;
  const warnings: string[] = [];
  const passed = new Set([asked]);
  for (;;) {
    const one = first;
    const before = others
      .filter((other) => other !== one && !passed.has(other) && isActive(other))
      .flatMap((other) => {
        const pair = paysBefore(one, other, context) ?? statedPair(one, other, context);
        return pair ? [{ other, pair }] : [];
      })
      .sort((a, b) => compare(a.other, b.other));
    const [next] = before;
    if (!next) return { first, warnings };
    const { other, pair } = next;
    const isStatedFirst = statedOrder(one, other) < 0 && one.verdict.coverage?.order !== undefined;
    if (pair.is === 'paying-before' && isStatedFirst && other.verdict.coverage?.order !== undefined)
      return { first, warnings, conflict: contradiction(one, other, pair, context) };
    if (!other.answered) return { first, warnings, conflict: notAsked(one, other, pair) };
    if (context.isClaim) {
      if (pair.is === 'paying-before' && statedOrder(one, other) <= 0)
        return { first, warnings, conflict: contradiction(one, other, pair, context) };
      return { first, warnings };
    }
    if (isChange(one, other))
      warnings.push(`${other.name} pays before ${one.name}: its rules count. ${pair.says} ${BILLED}`);
    passed.add(other);
    first = other;
  }
};

/** Between Medicare and a group plan a stated order is all there is to go by. */
const statedPair = (
  one: CoverageStanding,
  other: CoverageStanding,
  context: SettleContext,
): CoveragePair | undefined => (statedOrder(one, other) > 0 ? oneWay(one, other, context) : undefined);

const oneWay = (one: CoverageStanding, other: CoverageStanding, context: SettleContext): CoveragePair | undefined => {
  const pair = pairOf('order-unknown', one, other, context);
  return pair && !pairOf('order-unknown', other, one, context) ? pair : undefined;
};

/** The asker or the message had put the other way round. */
const isChange = (one: CoverageStanding, other: CoverageStanding): boolean =>
  one.verdict.coverage?.named === true || statedOrder(one, other) < 0;

const SECOND = 'medicare-secondary';

const firstConflict = (
  { first, conflict }: First,
  others: readonly CoverageStanding[],
  context: SettleContext,
): CoverageConflict | undefined => {
  if (!isActive(first)) return undefined;
  if (conflict) return conflict;
  if (first.verdict.coverage?.unread)
    return {
      says: 'A coverage is named that could not be read: ask which plan covers the patient, or send it.',
      carc: [],
    };
  const isAlone = !others.some((other) => other.answered && isActive(other));
  if (first.kinds.includes(SECOND) && (!context.isClaim || isAlone))
    return {
      says: `Medicare is named as paying second, and no active plan in the message pays before it: ask who pays first. ${BILLED}`,
      carc: ['22'],
    };
  return openOrder(first, others, context);
};

/**
 * Which coverage of a patient is answered first, and which of them exclude each other on the date. Pairs of kinds say
 * how they stand (rules/codes/coverage-pairs.json). The order of the message plays no part.
 */
export const settleCoverages = (
  standings: readonly CoverageStanding[],
  context: SettleContext,
  asked?: CoverageStanding,
): SettledCoverages => {
  const inOrder = standings.toSorted(compare);
  const answered = inOrder.filter((one) => one.answered);
  const named = answered.find(({ verdict }) => verdict.coverage?.named);
  const start = asked ?? named ?? answered[0];
  if (!start) return { order: [], verdicts: [] };
  const isSettled = asked !== undefined || !isActive(start);
  const chosen: First = isSettled ? { first: start, warnings: [] } : findFirst(start, inOrder, context);
  const { first, warnings } = chosen;
  const beside = (one: CoverageStanding) => inOrder.filter((other) => other !== one);
  // While it is open which coverage comes first, none of them says "go ahead".
  const open = firstConflict(chosen, beside(first), context);
  const verdicts = standings.map((one): CoverageVerdict => {
    const conflict =
      ownConflict(one, beside(one), context, context.codebook, context.date) ?? (isActive(one) ? open : undefined);
    const { conflict: _own, ...verdict } = one.verdict;
    return {
      ...verdict,
      ...(one === first && warnings.length ? { warnings: [...warnings, ...verdict.warnings] } : {}),
      ...(conflict ? { conflict } : {}),
    };
  });
  const rest = answered.filter((one) => one !== first);
  return { order: [first, ...rest].map((one) => standings.indexOf(one)), verdicts };
};
