import type { AppealMade, OpenAppeal, PastEvent } from './request-events.ts';
import type { AppealLevel, Recourse, ReviewAct } from './review-act.ts';
import { type ItemState, isUndecided, type ReviewItem } from './review-item.ts';
import type { ReviewRequest } from './review-request.ts';

/** What waits for a reviewer: `peer-to-peer` also after one that lets the decision be reconsidered. */
export const REVIEW_WORK = ['decision', 'second-signature', 'appeal', 'peer-to-peer'] as const;
export type ReviewWork = (typeof REVIEW_WORK)[number];

type Recoursing = Pick<ReviewRequest, 'items' | 'proposals' | 'appeal' | 'peerToPeer' | 'reconsider'>;

/** The reviewer's act an outcome against the request rests on; nothing where it is none. */
export const adverseAct = (state: ItemState): ReviewAct | undefined =>
  state.is === 'denied' || state.is === 'modified' || state.is === 'partly-certified' ? state.review : undefined;

const isSigned = ({ proposals = [] }: Pick<ReviewRequest, 'proposals'>, sequence: number): boolean =>
  proposals.some(({ items }) => items.some((one) => one.sequence === sequence));

/** Why a decided item may be decided again; nothing where it may not. */
export const reopenedBy = (
  { appeal, reconsider = [] }: Pick<ReviewRequest, 'appeal' | 'reconsider'>,
  sequence: number,
): Recourse | undefined => {
  if (appeal?.sequences.includes(sequence)) return 'appeal';
  return reconsider.includes(sequence) ? 'peer-to-peer' : undefined;
};

/** The appeal each of these items is under, as it was made: the last one of it. */
const appealsOf = (history: readonly PastEvent[], sequences: readonly number[]): readonly AppealMade[] => {
  const made = history.filter((event) => event.kind === 'appealed');
  const last = sequences.flatMap((one) => made.findLast((event) => event.sequences.includes(one)) ?? []);
  return made.filter((event) => last.includes(event));
};

/** The open appeal of one item, as it was made. */
export const openAppealOf = (
  { appeal, history }: Pick<ReviewRequest, 'appeal' | 'history'>,
  sequence: number,
): AppealMade | undefined => (appeal?.sequences.includes(sequence) ? appealsOf(history, [sequence])[0] : undefined);

/** What is open of some appeals: who made the first of them and why, and the day or instant the first of them is due. */
export const appealOver = (history: readonly PastEvent[], sequences: readonly number[]): OpenAppeal | undefined => {
  const made = appealsOf(history, sequences);
  const [first] = made;
  if (!first) return undefined;
  const { at, by, says } = first;
  const [due] = made.flatMap((one) => one.due ?? []).toSorted();
  const level = made.some((one) => one.level === 2) ? 2 : 1;
  return { at, by, says, sequences, level, ...(due === undefined ? {} : { due }) };
};

export const workOf = (request: Recoursing): readonly ReviewWork[] => {
  const { items, proposals = [], appeal, peerToPeer, reconsider } = request;
  const waits = {
    decision: items.some((item) => isUndecided(item) && !isSigned(request, item.sequence)),
    'second-signature': proposals.length > 0,
    appeal: appeal?.sequences.some((one) => !isSigned(request, one)) ?? false,
    'peer-to-peer': peerToPeer !== undefined || (reconsider ?? []).some((one) => !isSigned(request, one)),
  } as const satisfies Readonly<Record<ReviewWork, boolean>>;
  return REVIEW_WORK.filter((one) => waits[one]);
};

/** By when a reviewer has to act, with the rule behind it; nothing where no clock runs. */
export const reviewDue = ({
  items,
  clock,
  appeal,
}: Pick<ReviewRequest, 'items' | 'clock' | 'appeal'>): { readonly due: string; readonly says?: string } | undefined => {
  if (items.some(isUndecided)) return clock && { due: clock.due, ...(clock.says ? { says: clock.says } : {}) };
  return appeal?.due === undefined ? undefined : { due: appeal.due, says: 'The time to decide an appeal' };
};

/** A reviewer, by NPI and by agent. */
interface Person {
  readonly npi: string;
  readonly agent: string;
}

/** Whoever decided or signed what stands. */
export const signersOf = (states: readonly ItemState[]): readonly Person[] =>
  states.flatMap((state) => {
    const act = 'review' in state ? state.review : undefined;
    if (!act) return [];
    const second = act.confirmation;
    return [
      { npi: act.reviewer.npi, agent: act.by },
      ...(second ? [{ npi: second.reviewer.npi, agent: second.by }] : []),
    ];
  });

const actorsIn = (event: PastEvent, sequence: number): readonly Person[] => {
  if (event.kind === 'reviewed' || event.kind === 'proposed' || event.kind === 'confirmed')
    return signersOf(event.items.filter((one) => one.sequence === sequence).map(({ state }) => state));
  if (event.kind !== 'returned' && event.kind !== 'peer-to-peer-closed') return [];
  const { reviewer, by } = event.signature;
  return event.sequences.includes(sequence) ? [{ npi: reviewer.npi, agent: by }] : [];
};

/**
 * Who may have no part in deciding the open appeal of an item: of the first level whoever decided or signed what stands; of the second
 * everybody who acted on it before that appeal: decided, signed, gave back, held a conversation.
 */
export const barredFrom = (
  { history }: Pick<ReviewRequest, 'history'>,
  { sequence, state }: Pick<ReviewItem, 'sequence' | 'state'>,
): readonly Person[] => {
  const standing = signersOf([state]);
  if (appealLevel({ state }) !== 2) return standing;
  const appeal = history.findLastIndex((event) => event.kind === 'appealed' && event.sequences.includes(sequence));
  return [...standing, ...history.slice(0, Math.max(appeal, 0)).flatMap((event) => actorsIn(event, sequence))];
};

/** Level of the appeal an outcome against the request may have next, or is under; nothing where there is none. */
export const appealLevel = ({ state }: Pick<ReviewItem, 'state'>): AppealLevel | undefined => {
  const act = adverseAct(state);
  if (!act) return undefined;
  if (act.on !== 'appeal') return 1;
  return (act.level ?? 1) === 1 ? 2 : undefined;
};

/** Levels of appeal some items are at: one, where all may be appealed together. */
export const levelsIn = (
  { items }: Pick<ReviewRequest, 'items'>,
  sequences: readonly number[],
): readonly AppealLevel[] => [
  ...new Set(items.filter(({ sequence }) => sequences.includes(sequence)).flatMap((one) => appealLevel(one) ?? [])),
];

/** An outcome against the request that has a level of appeal left, of as many as the payer has. */
export const isAppealable = ({ state }: Pick<ReviewItem, 'state'>, levels: AppealLevel): boolean => {
  const level = appealLevel({ state });
  return level !== undefined && level <= levels && !adverseAct(state)?.isLastLevel;
};

/** When an outcome against the request became one: an instant. */
export const decidedAt = (act: ReviewAct): string => act.confirmation?.at ?? act.at;
