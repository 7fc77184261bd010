import type { CoverageConflict } from '../model/assessment.ts';
import type { Codebook } from '../model/codebook.ts';
import { isActive, isSamePlan, type PairRules, pairOf, statedOrder } from './pairs.ts';
import { type CoverageStanding, openBenefit, type PayerKind } from './standing.ts';

const denied = (carc: readonly string[]): string => (carc.length ? ` (CARC ${carc.join(' or ')})` : '');

const isConfirmed = ({ verdict }: CoverageStanding): boolean => verdict.source === 'payer' && verdict.inForce === 'yes';

/**
 * Another active coverage excludes this one. Only the payer's own answer settles it, and only for the plan that
 * replaces: Medicare goes on saying "entitled" of members of a plan.
 */
const replacedBy = (
  one: CoverageStanding,
  others: readonly CoverageStanding[],
  rules: PairRules,
  date: string,
): CoverageConflict | undefined => {
  for (const other of others) {
    if (!isActive(other) || isSamePlan(one, other)) continue;
    const open = one.kinds.length > 0 && other.kinds.length === 0;
    const isStatedLater = other.unrecognized && statedOrder(one, other) < 0;
    const replaced =
      pairOf('replacing', one, other, rules) ??
      (open && !isStatedLater ? pairOf('replacing', one, other, rules, 'maybe') : undefined);
    const pair = replaced ?? pairOf('replacing', other, one, rules);
    if (!pair) continue;
    const isMutual = pairOf('replacing', other, one, rules) !== undefined;
    if (isConfirmed(one) && !isConfirmed(other) && isMutual) continue;
    const carc = pair.carc ?? [];
    const says = other.kinds.length
      ? `${one.name} and ${other.name} are both on file for ${date}, and only one of them pays: ask which is active. Billed to the other, the claim is likely denied${denied(carc)}.`
      : `${one.name} is on file for ${date}, and beside it ${other.name}, of which the kind of plan is not known: ask whether it replaces ${one.name}. If so, the claim is likely denied${denied(carc)}.`;
    return { says, carc };
  }
  return undefined;
};

const severalPayors = ({ verdict, name }: CoverageStanding): CoverageConflict | undefined =>
  verdict.coverage?.severalPayors && {
    says: `The coverage names several payers, ${name} the first of them: ask which one it is. Billed to the wrong one, the claim is likely denied (CARC 109).`,
    carc: ['109'],
  };

const disagreeingPayor = ({ disagreeing = [] }: CoverageStanding): CoverageConflict | undefined => {
  if (!disagreeing.length) return undefined;
  const names = `${disagreeing.slice(0, -1).join(', ')} and ${disagreeing.at(-1)}`;
  return {
    says: `Name and identifiers of the payer mean different payers, ${names}: ask which one it is. Billed to the wrong one, the claim is likely denied (CARC 109).`,
    carc: ['109'],
  };
};

/** Type or plan of a coverage name another line of business than its payor. */
const contradictsPayor = (
  { verdict, kinds }: CoverageStanding,
  payor: PayerKind | undefined,
  codebook: Pick<Codebook, 'planKind'>,
  date: string,
): CoverageConflict | undefined => {
  if (!payor || verdict.inForce === 'no') return undefined;
  const { kinds: named = [], planType: type } = verdict.coverage ?? {};
  const other = [...kinds, ...named, ...(type ? [type] : [])]
    .map((id) => codebook.planKind(id))
    .find((kind) => kind && (kind.general ? isOtherBusiness(kind, payor) : isForeign(kind, payor)));
  if (!other) return undefined;
  return {
    says: `The coverage names ${payor.name} as its payer and “${other.name}” in its type or plan: ask which covers the patient on ${date}. Billed to the wrong one, the claim is likely denied (CARC 24 or 109).`,
    carc: ['24', '109'],
  };
};

/** Plans that are nobody else's: a payor of another line of business does not have them. */
const isForeign = (
  { planType }: { readonly planType?: PayerKind['planTypes'][number] },
  { planTypes }: PayerKind,
): boolean => {
  const isFeeForService = planTypes.includes('medicare') || planTypes.includes('medicaid');
  if (planType === undefined) return isFeeForService;
  const isOwnProgram =
    planType === 'medicare-advantage' || planType === 'medicaid-managed' || planType === 'workers-comp';
  return !planTypes.includes(planType) && (isOwnProgram || isFeeForService);
};

/**
 * General words are used loosely: "commercial" of any plan by an insurer, "Medicare" of a Medicare Advantage plan. None
 * of them is used of Medicaid, or of a plan where the payer is the program itself.
 */
const isOtherBusiness = (
  { planType }: { readonly planType?: PayerKind['planTypes'][number] },
  { planTypes }: PayerKind,
): boolean => {
  if (planType === undefined || planTypes.includes(planType)) return false;
  if (planType === 'medicare') return !planTypes.includes('medicare-advantage');
  return planType !== 'commercial' || planTypes.includes('medicare') || planTypes.includes('medicaid');
};

/** Why nobody can go ahead under this coverage, whichever is answered first. */
export const ownConflict = (
  one: CoverageStanding,
  others: readonly CoverageStanding[],
  rules: PairRules,
  codebook: Pick<Codebook, 'planKind'>,
  date: string,
): CoverageConflict | undefined => {
  if (!isActive(one)) return undefined;
  const benefit = openBenefit(one, codebook);
  return (
    one.verdict.conflict ??
    severalPayors(one) ??
    disagreeingPayor(one) ??
    contradictsPayor(one, one.payor, codebook, date) ??
    replacedBy(one, others, rules, date) ??
    (benefit ? { says: benefit, carc: [] } : undefined)
  );
};

/**
 * Two plans of which nothing says which pays first. Where the pair leaves it to the asker, that counts; between Medicare
 * and a group plan the law decides, not the asker.
 */
export const openOrder = (
  first: CoverageStanding,
  others: readonly CoverageStanding[],
  rules: PairRules,
): CoverageConflict | undefined => {
  for (const other of others) {
    if (!isActive(other) || isSamePlan(first, other) || statedOrder(first, other) !== 0) continue;
    const open = other.kinds.length === 0 ? pairOf('order-unknown', first, other, rules, 'maybe') : undefined;
    const pair = pairOf('order-unknown', first, other, rules) ?? pairOf('order-unknown', other, first, rules) ?? open;
    const isChoice = first.verdict.coverage?.named && pair?.choice;
    if (!pair || isChoice) continue;
    const carc = pair.carc ?? [];
    return {
      says: `${first.name} and ${other.name} are both active, and nothing says which pays first: ask. Billed in the wrong order, the claim is likely denied${denied(carc)}.`,
      carc,
    };
  }
  return undefined;
};
