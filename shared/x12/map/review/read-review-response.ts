import type { GivenIdentifier } from '../../../core/model/message/submitted-request.ts';
import type { PayerResponse } from '../../../core/submission/payer-response.ts';
import type { RequestContent } from '../../../core/submission/request-content.ts';
import type { TransactionSet } from '../../syntax/interchange.ts';
import { valueAt } from '../../syntax/x12-segment.ts';
import { levelsOf, taggedIn, type X12Level } from '../hierarchy.ts';
import type { Usage } from '../one-response.ts';
import { isSameReference } from '../reference-text.ts';
import { rejectionsAt, withoutHeld } from '../request-validation.ts';
import { decidedItems } from './review-items.ts';
import { memberIn } from './review-member.ts';
import { reviewNotes } from './review-notes.ts';

/** What was sent, for which a response is read. */
export interface ReviewAsked {
  readonly content: RequestContent;
  readonly messageId: string;
  /** ISA15 it was sent with; an answer marked as a test is none to a request in production. */
  readonly usage?: Usage;
}

/** Bounds of what a response is taken to say; a request has far fewer. */
const MOST_SERVICES = 200;
const MOST_NOTES = 50;

const silent = (why: string): PayerResponse => ({ is: 'silent', why });

const ownTraces = ({ content }: ReviewAsked): readonly GivenIdentifier[] => [
  content.trace,
  ...content.items.map(({ trace }) => trace),
];

/** Trace numbers a level echoes (TRN01 `2`): ours as we know them, others as they came. */
const tracesAt = ({ own }: X12Level, ours: readonly GivenIdentifier[]): readonly GivenIdentifier[] =>
  taggedIn(own, 'TRN', '2')
    .flatMap((trn) => valueAt(trn, 2) ?? [])
    .map((value) => ours.find((trace) => isSameReference(value, trace.value)) ?? { value });

/** BHT03 of a response repeats that of its request. */
const namesMessage = ({ segments }: TransactionSet, { messageId }: ReviewAsked): boolean => {
  const [bht] = taggedIn(segments, 'BHT');
  return bht !== undefined && isSameReference(valueAt(bht, 3) ?? '', messageId);
};

/** Of several events one is ours; a service belongs to the event it names as its parent. */
const partOf = (all: readonly X12Level[], event: X12Level | undefined): readonly X12Level[] => {
  const ids = new Set(all.filter(({ code }) => code === 'EV').map(({ id }) => id));
  return all.filter((level) => {
    if (level.code === 'EV') return level === event;
    return level.code !== 'SS' || level.parent === event?.id || !ids.has(level.parent ?? '');
  });
};

/** A response to a request for review (278). One for another trace or another member is named, and not used. */
export const readReviewResponse = (set: TransactionSet, asked: ReviewAsked): PayerResponse => {
  const all = levelsOf(set);
  const { content } = asked;
  const ours = ownTraces(asked);
  const isOurs = (level: X12Level): boolean => tracesAt(level, ours).some((trace) => ours.includes(trace));
  const events = all.filter(({ code }) => code === 'EV');
  const event = events.find(isOurs) ?? events[0];
  const levels = partOf(all, event);
  const echoed = event ? tracesAt(event, ours) : [];
  const isTraced = event !== undefined && echoed.length > 0 ? isOurs(event) : levels.some(isOurs);
  if (!isTraced && (echoed.length || !namesMessage(set, asked))) return silent('other-trace');
  const member = memberIn(levels, content.member);
  if (member.isOther) return silent('other-member');

  const services = levels.filter(({ code }) => code === 'SS');
  if (services.length > MOST_SERVICES) return silent('too-many-services');
  const rejections = levels.flatMap((level) => rejectionsAt(level));
  // What is refused of the payer, the provider or the member is refused of every service.
  const rejected = new Set(levels.filter((level) => rejectionsAt(level).length));
  const isAbove = ({ code }: X12Level) => code !== 'EV' && code !== 'SS';
  const isAllRejected = levels.some((level) => isAbove(level) && rejected.has(level));
  const decided = decidedItems(event, services, content, isAllRejected ? new Set(levels) : rejected);
  const traces = [...new Set(levels.flatMap((level) => tracesAt(level, ours)))];
  const [nt] = event ? taggedIn(event.own, 'REF', 'NT') : [];
  const reference = nt && valueAt(nt, 2);
  const referred = reference ? { reference } : {};
  if (!decided.items.length) {
    if (rejections.length && rejections.every(({ isHeld }) => isHeld)) return { is: 'acknowledged', ...referred };
    if (rejections.length) return { is: 'rejected', rejections: rejections.slice(0, MOST_NOTES).map(withoutHeld) };
    return silent('no-decision');
  }
  return {
    is: 'answered',
    traces: traces.length ? traces : [content.trace],
    ...referred,
    items: decided.items,
    ...(member.memberId ? { memberId: member.memberId } : {}),
    notes: [...decided.notes, ...member.notes, ...reviewNotes(levels, rejections)].slice(0, MOST_NOTES),
  };
};
