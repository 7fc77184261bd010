import type { DecidedItem, RequestEvent } from '../../core/authorization/request-events.ts';
import type { ReviewAct } from '../../core/authorization/review-act.ts';
import { type ItemState, isUndecided, type ReviewItem } from '../../core/authorization/review-item.ts';
import { appealLevel, openAppealOf, reopenedBy } from '../../core/authorization/review-recourse.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { ok, type Problem, type Result, refused } from '../../core/model/result.ts';
import { appealLevelsOf } from './ask-again.ts';
import { itemsToDecide, secondLook } from './items-to-decide.ts';
import { atParameter, type Deciding, hasRunOut, type ReviewCommand, type ReviewOccasion } from './review-command.ts';

const isAgainst = ({ decision }: Deciding): boolean => decision !== 'A1';

/** State the same decision on the same item has: upheld, where nothing else is authorized. */
const SAME: Readonly<Record<Deciding['decision'], ItemState['is']>> = {
  A1: 'certified',
  A2: 'partly-certified',
  A3: 'denied',
  A6: 'modified',
};
const isUpheld = (item: ReviewItem, one: Deciding): boolean =>
  !isUndecided(item) && item.state.is === SAME[one.decision] && !one.authorized;

/** By when these items have to be decided: those of an appeal by the appeal's clock, those decided otherwise by none. */
const clockFor = (request: ReviewRequest, items: readonly ReviewItem[]) => {
  if (items.some(isUndecided)) return request.clock;
  const [due] = items.flatMap(({ sequence }) => openAppealOf(request, sequence)?.due ?? []).toSorted();
  return due === undefined ? undefined : { due, says: 'of the appeal' };
};

/** Nothing is decided against a request after its clock: what the law makes of silence is the law's. */
export const lateProblems = (
  request: ReviewRequest,
  items: readonly ReviewItem[],
  occasion: Pick<ReviewOccasion, 'at' | 'today'>,
): readonly Problem[] => {
  const clock = clockFor(request, items);
  return clock && hasRunOut(clock.due, occasion)
    ? [
        atParameter(
          'conflict',
          `The time to decide ended on ${clock.due} (${clock.says ?? 'by law'}): nothing can be refused any more.`,
        ),
      ]
    : [];
};

/** What an outcome against the request cannot be without. */
const adverseProblems = (one: Deciding, items: readonly ReviewItem[]): readonly Problem[] => {
  const needed = [
    ['reason', one.reasons.length],
    ['criterion', one.criteria.length],
    ['evidence', one.evidence.length],
    ['text', one.says.length],
  ] as const;
  const isNew = !items.length || items.some((item) => !isUpheld(item, one));
  return [
    ...needed.flatMap(([name, count]) =>
      count > 0 ? [] : [atParameter('required', 'An outcome against the request names it.', name)],
    ),
    ...(one.decision !== 'A3' && !one.authorized && isNew
      ? [atParameter('required', 'Say which code or how many units are authorized.', 'code')]
      : []),
  ];
};

const stateOf = (item: ReviewItem, one: Deciding, review: ReviewAct, { today, number }: ReviewOccasion): ItemState => {
  const { state } = item;
  if (isUpheld(item, one) && state.is !== 'pended' && 'review' in state) return { ...state, review };
  const { start = today, end = today } = item.days ?? {};
  const period = one.period ?? { start: start < today ? start : today, end: end > today ? end : today };
  const certification = { number, issued: today, period };
  if (one.decision === 'A1') return { is: 'certified', review, ...certification };
  if (one.decision === 'A3')
    return { is: 'denied', review, ...(one.lacksInformation ? { lacksInformation: true } : {}) };
  const authorized = one.authorized ?? {};
  return { is: one.decision === 'A2' ? 'partly-certified' : 'modified', review, authorized, ...certification };
};

const extended = (
  request: ReviewRequest,
  { says, reviewer }: ReviewCommand,
  occasion: ReviewOccasion,
): Result<RequestEvent> => {
  const { clock } = request;
  if (!clock?.extendedTo || request.isExtended || hasRunOut(clock.due, occasion) || !request.items.some(isUndecided))
    return refused(atParameter('conflict', 'The time to decide cannot be extended.', 'extend'));
  if (!says) return refused(atParameter('required', 'Say why the time is extended.', 'text'));
  return ok({ kind: 'extended', at: occasion.at, by: occasion.by, dueAt: clock.extendedTo, says, reviewer });
};

/** An appeal is decided at its level, the last of which is marked: what that means is said wherever it is told. */
const levelOf = (item: ReviewItem, occasion: ReviewOccasion): Pick<ReviewAct, 'level' | 'isLastLevel'> => {
  const level = appealLevel(item) ?? 1;
  return { level, ...(level >= appealLevelsOf(occasion) ? { isLastLevel: true } : {}) };
};

const actOf = (one: Deciding, item: ReviewItem, on: ReviewAct['on'], occasion: ReviewOccasion): ReviewAct => {
  const { by, at } = occasion;
  const { reviewer, says, reasons, criteria, evidence, automation, script } = one;
  return {
    ...{ reviewer, by, at, reasons, criteria, evidence, says },
    ...(automation ? { automation } : {}),
    ...(script ? { script } : {}),
    ...(on ? { on } : {}),
    ...(on === 'appeal' ? levelOf(item, occasion) : {}),
  };
};

/** What a reviewer's command makes of a request; an adverse state is made nowhere else. */
export const decideReview = (
  request: ReviewRequest,
  command: ReviewCommand,
  occasion: ReviewOccasion,
): Result<RequestEvent> => {
  if (command.kind === 'extend') return extended(request, command, occasion);
  const meant = itemsToDecide(request, command.items);
  const incomplete = isAgainst(command) ? adverseProblems(command, meant.ok ? meant.value : []) : [];
  if (incomplete.length) return refused(...incomplete);
  if (!meant.ok) return meant;
  const late = isAgainst(command) ? lateProblems(request, meant.value, occasion) : [];
  const problems = [...late, ...secondLook(request, meant.value, command, occasion)];
  if (problems.length) return refused(...problems);
  const { by, at } = occasion;
  const items = meant.value.map((item): DecidedItem => {
    const act = actOf(command, item, reopenedBy(request, item.sequence), occasion);
    return { sequence: item.sequence, state: stateOf(item, command, act, occasion) };
  });
  return ok({ kind: isAgainst(command) && occasion.needsSecond ? 'proposed' : 'reviewed', at, by, items });
};
