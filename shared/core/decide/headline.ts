import type { Advice } from '../model/advice.ts';
import type { Assumption, Determination } from '../model/determination.ts';
import { NOT_VERIFIED } from '../model/evidence.ts';

type Headed = Pick<Determination, 'advice' | 'authorizationRequired'>;

const DOUBTS: ReadonlySet<Advice> = new Set(['necessity-likely-not-met', 'manual-review', 'benefit-not-covered']);

/** No authorization is needed, and still nothing shows that the payer will pay. */
export const isCoverageInDoubt = ({ advice, authorizationRequired }: Headed): boolean =>
  authorizationRequired === false && DOUBTS.has(advice);

/** Words that keep their capital inside a sentence. */
const KEEPS_CAPITAL = /^(?:[A-Z][^a-z\s]|Medicare|Medicaid|Original|Two\b)/;
const inside = (sentence: string): string =>
  KEEPS_CAPITAL.test(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1);

const NOT_SHOWN = 'but coverage is not shown: ';

/** Never "go ahead" alone: that coverage is not shown is part of the same sentence. */
export const coverageNotShown = (why: string, assumed: readonly Assumption[]): string => {
  const none = assumed.includes('need')
    ? `Usually no authorization needed at such plans (${NOT_VERIFIED})`
    : 'No authorization needed';
  return `${none}, ${NOT_SHOWN}${inside(why)}`;
};

/** The why alone, for where the headline stands already. */
export const withoutHeadline = (says: string): string => {
  const at = says.indexOf(NOT_SHOWN);
  if (at < 0) return says;
  const why = says.slice(at + NOT_SHOWN.length);
  return why.charAt(0).toUpperCase() + why.slice(1);
};

/** Begins a sentence that a plan wants authorization, or wants none. */
export const needWords = (isNeeded: boolean, assumed: readonly Assumption[], is: 'is' | 'was' = 'is'): string => {
  if (!assumed.includes('need')) return isNeeded ? 'Authorization is needed' : `No authorization ${is} needed`;
  return isNeeded
    ? `Authorization is usually needed at such plans (${NOT_VERIFIED})`
    : `Usually no authorization ${is} needed at such plans (${NOT_VERIFIED})`;
};

/** Our illustrative criteria are ours, never the payer's. */
export const criteriaWords = (assumed: readonly Assumption[]): string =>
  assumed.includes('criteria') ? 'our own criteria (not the plan’s)' : 'the criteria';

/** Until when an approval without a last day holds, where only a usual length is known. */
export const usualDaysWords = (end: string, days: number): string =>
  `until ${end} if the plan’s usual ${days} days apply; ${NOT_VERIFIED}`;
