import type { Fact } from '../model/facts.ts';
import type { LineNote } from '../model/message/inquiry.ts';
import type { LineCase } from '../policy/line-case.ts';
import { siteNotes } from '../policy/site-notes.ts';
import { turnsOn } from '../policy/turns-on.ts';
import { type Decided, endIn, type Found } from './decided.ts';

const ABOUT_CODE: ReadonlySet<LineNote['id']> = new Set(['codes-disagree', 'code-not-understood']);

const PRODUCT = 'The product of the plan is stated twice or not understood: ask the plan which one the member holds.';
const DELEGATE = 'It is not clear whether a medical group decides for this plan: ask the plan.';
const otherProduct = (word: string): string =>
  `The rules of this payer differ by product, and "${word}" is none they list: ask the plan which one it is.`;

/** Why it is not known which test is meant, where the order's codes disagree or one is not understood. */
export const unclearCode = ({ service }: Pick<LineCase, 'service'>): string | undefined =>
  service.notes?.find(({ id }) => ABOUT_CODE.has(id))?.says;

const unclearPlan = (line: LineCase): string | undefined => {
  const { verdict, bundle } = line;
  const { planProduct = '', otherProducts = [], unclear = [] } = verdict.coverage ?? {};
  const listed = bundle === undefined || bundle === 'ambiguous' ? [] : (bundle.ruleset.products ?? []);
  const contradicted = listed.includes(planProduct) && otherProducts.some((one) => listed.includes(one));
  if (contradicted || unclear.includes('product')) return PRODUCT;
  if (unclear.includes('delegate')) return DELEGATE;
  const isUnlisted = planProduct !== '' && listed.length > 0 && !listed.includes(planProduct);
  return isUnlisted && turnsOn('planProduct', line) ? otherProduct(planProduct) : undefined;
};

const knownOf = <T>(fact: Fact<T> | undefined): T | undefined => (fact?.is === 'known' ? fact.value : undefined);

/** An HMO pays within its network, on referral: what is not told of the two is asked. */
const unclearAccess = ({ verdict, facts }: LineCase): string | undefined => {
  if (!verdict.coverage?.hmo) return undefined;
  const [referral, network] = [knownOf(facts.referral), knownOf(facts.network)];
  if (network === 'out') return 'The site is outside the network of this HMO plan: ask the plan whether it pays there.';
  if (referral === false)
    return 'This is an HMO plan and no referral is on file: ask the plan, or get the referral first.';
  const open = [
    ...(referral === undefined ? ['whether the referral it may want is on file'] : []),
    ...(network === undefined ? ['whether the site is in its network'] : []),
  ];
  return open.length ? `This is an HMO plan, and nobody told ${open.join(' and ')}: ask.` : undefined;
};

/** A payer's word about this order settles what plan and product the rules would need; not what is done where. */
const isSettledByPayer = ({ row, payerDecision }: Decided): boolean =>
  row === 'D6' || payerDecision?.decision === 'not-required';

/** Rows that say authorization is not needed, or there. */
const isYes = ({ row, pa }: Decided): boolean =>
  row === 'D6' || row === 'D9' || (pa === 'not-required' && row !== 'D3');

/**
 * No "go ahead" rests on what was stated twice differently or not understood: code, site, product, delegate; or, at an HMO,
 * on a referral or a network nobody told of. Answers that
 * hold anyway (authorization is required, the coverage has ended) stay.
 */
export const withoutUnclearYes = (line: LineCase, decided: Decided): Decided => {
  if (!isYes(decided)) return decided;
  const { notes } = line.service;
  const code = unclearCode(line);
  const says =
    code ??
    siteNotes(notes)[0]?.says ??
    (isSettledByPayer(decided)
      ? undefined
      : (unclearPlan(line) ?? (decided.row === 'D9' ? undefined : unclearAccess(line))));
  if (says === undefined) return decided;
  const { necessity, seen, payerDecision } = decided;
  const found: Found<'ask-plan', Decided['seen']> = { pa: 'ask-plan', necessity, seen, payerDecision };
  return endIn(code ? 'D4b' : 'D7', found, [says], undefined);
};
