import type { RequestEvent } from '../../core/authorization/request-events.ts';
import type { AppealLevel } from '../../core/authorization/review-act.ts';
import { isUndecided, type ReviewItem } from '../../core/authorization/review-item.ts';
import {
  adverseAct,
  appealLevel,
  decidedAt,
  isAppealable,
  levelsIn,
} from '../../core/authorization/review-recourse.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { addDays } from '../../core/model/dates.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import type { AppealWindows } from '../ports/reviews.ts';
import { type AskCommand, atParameter, type PeerCommand, type ReviewOccasion } from './review-command.ts';

type AppealOccasion = Pick<ReviewOccasion, 'appeals' | 'dayOf'>;

export const appealLevelsOf = ({ appeals }: Pick<ReviewOccasion, 'appeals'>): AppealLevel => appeals?.levels ?? 1;

/** A second level has windows of its own: nothing of the first is assumed of it. */
const windowsOf = ({ appeals }: Pick<ReviewOccasion, 'appeals'>, level: AppealLevel): AppealWindows | undefined =>
  level === 2 ? appeals?.second : appeals;

/** Last day an item can be appealed; nothing where the payer has set no window, which makes no appeal late. */
export const appealUntil = ({ state }: Pick<ReviewItem, 'state'>, { appeals, dayOf }: AppealOccasion) => {
  const act = adverseAct(state);
  const days = windowsOf({ appeals }, appealLevel({ state }) ?? 1)?.withinDays;
  return act && days !== undefined ? addDays(dayOf(decidedAt(act)), days) : undefined;
};

const isInTime = (item: ReviewItem, { today, ...occasion }: AppealOccasion & Pick<ReviewOccasion, 'today'>): boolean =>
  today <= (appealUntil(item, occasion) ?? today);

/** Items an appeal may be about now. */
export const appealableItems = (
  { items, appeal }: Pick<ReviewRequest, 'items' | 'appeal'>,
  occasion: AppealOccasion & Pick<ReviewOccasion, 'today'>,
): readonly ReviewItem[] =>
  items.filter(
    (item) =>
      isAppealable(item, appealLevelsOf(occasion)) &&
      !appeal?.sequences.includes(item.sequence) &&
      isInTime(item, occasion),
  );

/** Items a conversation with a reviewer may be about: what waits, and what was decided against the request. */
const peerItems = ({ items }: Pick<ReviewRequest, 'items'>): readonly ReviewItem[] =>
  items.filter((item) => isUndecided(item) || adverseAct(item.state) !== undefined);

const HOUR_MS = 3_600_000;

/** By when the payer has to decide an appeal, as its settings say. */
const appealDue = (
  { isExpedited }: ReviewRequest,
  level: AppealLevel,
  { appeals, at, today }: ReviewOccasion,
): string | undefined => {
  const { expeditedWithinHours, decideWithinDays } = windowsOf({ appeals }, level) ?? {};
  if (isExpedited && expeditedWithinHours !== undefined)
    return new Date(Date.parse(at) + expeditedWithinHours * HOUR_MS).toISOString();
  return decideWithinDays === undefined ? undefined : addDays(today, decideWithinDays);
};

const NO_LEVEL_LEFT =
  'It was decided on appeal, and no further internal appeal is recorded here: an external review is the payer’s.';
export const TWO_LEVELS = 'The items stand at different levels of appeal: name those of one level.';

const whyNot = (item: ReviewItem, { appeal }: ReviewRequest, occasion: ReviewOccasion): string => {
  const act = adverseAct(item.state);
  if (!act) return 'Only a decision against the request can be appealed.';
  if (appeal?.sequences.includes(item.sequence)) return 'An appeal of it is being reviewed already.';
  if (!isAppealable(item, appealLevelsOf(occasion))) return NO_LEVEL_LEFT;
  return `The time to appeal ended on ${appealUntil(item, occasion)}.`;
};

const named = (
  { items }: ReviewRequest,
  asked: readonly number[] | undefined,
  able: readonly ReviewItem[],
  says: (item: ReviewItem | undefined) => string,
): Result<readonly number[]> => {
  const foreign = asked?.find((one) => !items.some(({ sequence }) => sequence === one));
  if (foreign !== undefined) return refused(atParameter('value', 'The request has no such item.', 'item'));
  const meant = items.filter(({ sequence }) => asked?.includes(sequence) ?? true);
  const unable = asked ? meant.find((one) => !able.includes(one)) : undefined;
  if (unable || !able.length)
    return refused(
      atParameter('conflict', says(unable ?? items.find(({ state }) => adverseAct(state)) ?? items[0]), 'item'),
    );
  return ok((asked ? meant : able).map(({ sequence }) => sequence));
};

const NOTHING_TO_TALK = 'It is certified, not required or cancelled: there is nothing to talk about.';

/** An appeal, or the wish to talk to a reviewer, as an event. */
export const askAgain = (
  request: ReviewRequest,
  { kind, says, items: asked }: AskCommand,
  occasion: ReviewOccasion,
): Result<RequestEvent> => {
  const { at, by } = occasion;
  if (kind === 'ask-peer') {
    if (request.peerToPeer)
      return refused(atParameter('conflict', 'A conversation was asked for already and did not take place yet.'));
    const meant = named(request, asked, peerItems(request), () => NOTHING_TO_TALK);
    return meant.ok ? ok({ kind: 'peer-to-peer-requested', at, by, says, sequences: meant.value }) : meant;
  }
  const meant = named(request, asked, appealableItems(request, occasion), (item) =>
    item ? whyNot(item, request, occasion) : 'The request has no item.',
  );
  if (!meant.ok) return meant;
  const [level = 1, other] = levelsIn(request, meant.value);
  if (other) return refused(atParameter('conflict', TWO_LEVELS, 'item'));
  const due = appealDue(request, level, occasion);
  return ok({ kind: 'appealed', at, by, says, sequences: meant.value, level, ...(due ? { due } : {}) });
};

/** What came of a conversation: it decides nothing, but may let a reviewer decide anew. */
export const closePeer = (
  request: ReviewRequest,
  { outcome, reviewer, says }: PeerCommand,
  { at, by }: ReviewOccasion,
): Result<RequestEvent> => {
  const { peerToPeer, items } = request;
  if (!peerToPeer) return refused(atParameter('conflict', 'No conversation was asked for.', 'outcome'));
  const against = items.filter(
    ({ sequence, state }) => peerToPeer.sequences.includes(sequence) && adverseAct(state) !== undefined,
  );
  if (outcome === 'reconsider' && !against.length)
    return refused(
      atParameter('conflict', 'Nothing was decided against the request that could be reconsidered.', 'outcome'),
    );
  const sequences = outcome === 'reconsider' ? against.map(({ sequence }) => sequence) : peerToPeer.sequences;
  return ok({ kind: 'peer-to-peer-closed', at, by, outcome, sequences, signature: { reviewer, by, at, says } });
};
