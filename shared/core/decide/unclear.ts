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

/** A payer's word about this order settles what plan and product the rules would need; not what is done where. */
const isSettledByPayer = ({ row, payerDecision }: Decided): boolean =>
  row === 'D6' || payerDecision?.decision === 'not-required';

/** Rows that say authorization is not needed, or there. */
const isYes = ({ row, pa }: Decided): boolean =>
  row === 'D6' || row === 'D9' || (pa === 'not-required' && row !== 'D3');

/**
 * No "go ahead" rests on what was stated twice differently or not understood: code, site, product, delegate. Answers that
 * hold anyway (authorization is required, the coverage has ended) stay.
 */
export const withoutUnclearYes = (line: LineCase, decided: Decided): Decided => {
  if (!isYes(decided)) return decided;
  const { notes } = line.service;
  const code = unclearCode(line);
  const says = code ?? siteNotes(notes)[0]?.says ?? (isSettledByPayer(decided) ? undefined : unclearPlan(line));
  if (says === undefined) return decided;
  const { necessity, seen, payerDecision } = decided;
  const found: Found<'ask-plan', Decided['seen']> = { pa: 'ask-plan', necessity, seen, payerDecision };
  return endIn(code ? 'D4b' : 'D7', found, [says], undefined);
};
