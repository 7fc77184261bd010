import { isNpi } from '../model/keys/npi.ts';
import { plainMemberNumber, sameNumber } from '../model/keys/plain-number.ts';
import { isOtherPerson } from './other-person.ts';
import { certifies, type ItemResponse, type PayerResponse, type VoidReason } from './payer-response.ts';
import type { RequestItem } from './request-content.ts';
import type { RequestFinding } from './submission.ts';
import type { AskedRequest as Asked } from './submission-commands.ts';

type Answered = Extract<PayerResponse, { readonly is: 'answered' }>;

/** What of a response is about our request, and what was wrong with the rest: of that nothing is recorded. */
interface Judged {
  readonly items: readonly ItemResponse[];
  readonly findings: readonly RequestFinding[];
}

const ASK = 'Call the payer and ask what it has on file; nothing was recorded.';
const finding = (id: string, says: string, fix = ASK): RequestFinding => ({ id, says, fix });

const isUndecided = ({ action }: ItemResponse): boolean => action === 'pended' || action === 'call-payer';

/** Codes of the items a response is about: one, or all where it speaks of the request as a whole. */
export const itemsAbout = ({ items }: Pick<Asked, 'items'>, { sequence }: ItemResponse): readonly RequestItem[] =>
  sequence === undefined ? items : items.filter((item) => item.sequence === sequence);

/** Numbers of our messages and items begin with that of the request. */
const sameTrace = (own: string, theirs: string): boolean => {
  const [ours, given] = [own, theirs].map((one) => one.trim().toUpperCase());
  return given === ours || given?.startsWith(`${ours}-`) === true;
};

/** A response with a trace is ours only if one of them is; one without any came back on our own call. */
const isForeign = ({ trace, items }: Asked, { traces }: Answered): boolean => {
  const own = [trace, ...items.map((item) => item.trace)];
  return traces.length > 0 && !traces.some(({ value }) => own.some((one) => sameTrace(one.value, value)));
};

const isOtherMember = ({ member }: Asked, { memberId, person }: Answered): boolean =>
  (memberId !== undefined &&
    member.memberId !== undefined &&
    plainMemberNumber(memberId) !== plainMemberNumber(member.memberId)) ||
  (person !== undefined && isOtherPerson(person, member));

/** Trace, message, case, earlier and member numbers authorize nothing, wherever a payer puts them; nor does "n/a". */
const isNoAuthorization = (asked: Asked, { number, caseNumber, action }: ItemResponse): boolean => {
  if (number === undefined) return false;
  const traces = [asked.trace, ...asked.items.map(({ trace }) => trace)];
  const isEarlier = action !== 'cancelled' && sameNumber(number, asked.earlierNumber);
  const isMember = asked.member.memberId !== undefined && sameNumber(number, asked.member.memberId);
  const isTrace = traces.some(({ value }) => sameTrace(value, number) || sameNumber(value, number));
  return isEarlier || isMember || isTrace || sameNumber(number, caseNumber) || !/\d/.test(number);
};

/** One component of a test, the reading or the recording, where the whole was asked for. */
const COMPONENTS: readonly string[] = ['26', 'TC'];
const componentOnly = (about: readonly RequestItem[], { modifiers = [] }: ItemResponse): string | undefined =>
  COMPONENTS.find((one) => modifiers.includes(one) && !about.some((item) => item.modifiers.includes(one)));

const wrongWith = (asked: Asked, item: ItemResponse): RequestFinding | undefined => {
  const { sequence, code, action, window } = item;
  const about = itemsAbout(asked, item);
  if (!about.length)
    return finding('item-not-asked', `The payer answers item ${sequence}, which the request does not have.`);
  // A modification is the payer's own: it may authorize another test than the one asked for.
  if (code !== undefined && action !== 'modified' && !about.some((one) => one.code === code))
    return finding('code-not-asked', `The payer answers ${code}, which was not asked for.`);
  if (isNoAuthorization(asked, item))
    return finding(
      'no-authorization-number',
      'The number is a trace, a case, a member or an earlier number, or none: it authorizes nothing.',
    );
  const component = componentOnly(about, item);
  if (component !== undefined)
    return finding(
      'component-only',
      `The payer answers for modifier ${component} alone; the whole test was asked for.`,
    );
  if (item.isWindowUnclear) return finding('window-unclear', 'The days the payer gives cannot be read.');
  if (window?.start !== undefined && window.end !== undefined && window.end < window.start)
    return finding('window-reversed', 'The last day authorized is before the first.');
  return undefined;
};

/** Answers that are about one item and do not agree: by what they decide, or by the number of it. */
const isContradicted = (item: ItemResponse, all: readonly ItemResponse[]): boolean =>
  all.some(
    (one) =>
      one !== item &&
      one.sequence === item.sequence &&
      (one.action !== item.action || (one.code === item.code && one.number !== item.number)),
  );

const VOID: Readonly<Record<VoidReason, string>> = {
  test: 'The answer is marked as a test: it decides nothing.',
  inactive: 'The answer is marked as retracted, or as a draft: it decides nothing.',
  'other-use': 'The answer is to another kind of request than a prior authorization: it authorizes nothing.',
  'not-final': 'The answer decides, and says at the same time that it failed or is not finished.',
};

const NO_DECISION = 'The payer answers, and nothing of it can be read as a decision.';

/** The part of an answer that may be recorded. Nothing of a response for another request or another person. */
export const judgeResponse = (asked: Asked, response: Answered): Judged => {
  if (isForeign(asked, response))
    return {
      items: [],
      findings: [finding('other-trace', 'The answer is for another request: its trace is not ours.')],
    };
  if (isOtherMember(asked, response))
    return { items: [], findings: [finding('other-member', 'The answer is for another member than was sent.')] };
  if (response.void) return { items: [], findings: [finding(`answer-${response.void}`, VOID[response.void])] };
  if (!response.items.length) return { items: [], findings: [finding('no-decision', NO_DECISION)] };
  const wrong = new Map(response.items.map((item) => [item, wrongWith(asked, item)]));
  const fitting = response.items.filter((item) => wrong.get(item) === undefined);
  const clear = fitting.filter((item) => !isContradicted(item, response.items));
  const findings = response.items.flatMap((item) => wrong.get(item) ?? []);
  const unclear = fitting.length - clear.length;
  const told = [...findings, ...clear.flatMap((item) => [...otherProviders(asked, item), ...withoutNumber(item)])];
  return {
    items: clear,
    findings: unclear
      ? [...told, finding('answered-twice', 'The payer answers one item twice, and differently.')]
      : told,
  };
};

/** A yes without a number is kept and makes nothing bookable: the claim wants the number, and it is asked for before the visit. */
const withoutNumber = (item: ItemResponse): readonly RequestFinding[] =>
  certifies(item) && item.number === undefined && item.caseNumber === undefined
    ? [finding('no-number', 'The payer approves and gives no authorization number.', ASK_NUMBER)]
    : [];

const ASK_NUMBER =
  'Ask the payer for the number, and record it with the approval: until then the visit is not bookable.';
const COMPARE = 'Have the payer change it, or the visit, before the test: the claim is held against it.';

/** Numbers of providers that the payer's answer and the request do not share. They are recorded, and told. */
const otherProviders = (
  { ordering, requester, rendering, group, site }: Asked,
  { performer, facility }: ItemResponse,
): readonly RequestFinding[] => {
  const own = [ordering, requester, rendering, group, site]
    .map((party) => party?.npi)
    .filter((npi) => npi !== undefined);
  // A name instead of a number is nothing to compare.
  const isOther = (npi: string | undefined) => npi !== undefined && isNpi(npi) && own.length > 0 && !own.includes(npi);
  return [
    ...(isOther(performer)
      ? [
          finding(
            'other-performer',
            `The payer authorizes the provider with NPI ${performer}, whom the request does not name.`,
            COMPARE,
          ),
        ]
      : []),
    ...(isOther(facility)
      ? [
          finding(
            'other-site',
            `The payer authorizes the site with NPI ${facility}, which the request does not name.`,
            COMPARE,
          ),
        ]
      : []),
  ];
};

/** Every item asked for has a decision. */
export const isAllDecided = (asked: Pick<Asked, 'items'>, items: readonly ItemResponse[]): boolean =>
  asked.items.every(({ sequence }) =>
    items.some((item) => (item.sequence === undefined || item.sequence === sequence) && !isUndecided(item)),
  ) && !items.some(isUndecided);
