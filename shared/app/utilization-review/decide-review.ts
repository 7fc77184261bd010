import {
  type Authorized,
  type ItemState,
  isUndecided,
  type RequestEvent,
  type ReviewAct,
  type ReviewItem,
  type ReviewRequest,
  type Validity,
} from '../../core/authorization/review-request.ts';
import { ok, type Problem, type Result, refused } from '../../core/model/result.ts';

/** What a reviewer decides (X12 306): certified, in part, refused, modified. */
type ReviewDecision = 'A1' | 'A2' | 'A3' | 'A6';

/** What a reviewer records. */
export type ReviewCommand = {
  readonly reviewer: ReviewAct['reviewer'];
  readonly says: string;
} & (
  | { readonly kind: 'extend' }
  | {
      readonly kind: 'decide';
      readonly decision: ReviewDecision;
      /** Missing: every open item. */
      readonly items?: readonly number[];
      readonly reasons: ReviewAct['reasons'];
      readonly criteria: readonly string[];
      readonly evidence: readonly string[];
      readonly automation?: string;
      readonly script?: string;
      readonly lacksInformation: boolean;
      readonly authorized?: Authorized;
      readonly period?: Validity;
    }
);
type Deciding = Extract<ReviewCommand, { kind: 'decide' }>;

/** Beside the command: who records it, when, and the number it would give. */
interface ReviewOccasion {
  readonly by: string;
  readonly at: string;
  /** Local date. */
  readonly today: string;
  readonly number: string;
}

const problem = (code: Problem['code'], says: string, expression?: string): Problem => ({
  code,
  says,
  ...(expression ? { expression: `Parameters.parameter.where(name = '${expression}')` } : {}),
});

const isOver = (due: string, { at, today }: ReviewOccasion): boolean => (due.length === 10 ? due < today : due < at);

const isAdverse = ({ decision }: Deciding): boolean => decision !== 'A1';

/** What an outcome against the request cannot be without. */
const adverseProblems = (one: Deciding, { clock }: ReviewRequest, occasion: ReviewOccasion): readonly Problem[] => {
  const needed = [
    ['reason', one.reasons.length],
    ['criterion', one.criteria.length],
    ['evidence', one.evidence.length],
    ['text', one.says.length],
  ] as const;
  return [
    ...needed.flatMap(([name, count]) =>
      count > 0 ? [] : [problem('required', 'An outcome against the request names it.', name)],
    ),
    ...(one.decision !== 'A3' && !one.authorized
      ? [problem('required', 'Say which code or how many units are authorized.', 'code')]
      : []),
    ...(clock && isOver(clock.due, occasion)
      ? [
          problem(
            'conflict',
            `The time to decide ended on ${clock.due} (${clock.says ?? 'by law'}): nothing can be refused any more.`,
          ),
        ]
      : []),
  ];
};

const stateOf = (item: ReviewItem, one: Deciding, review: ReviewAct, { today, number }: ReviewOccasion): ItemState => {
  const { start = today, end = today } = item.days ?? {};
  const period = one.period ?? { start: start < today ? start : today, end: end > today ? end : today };
  const certification = { number, issued: today, period };
  if (one.decision === 'A1') return { is: 'certified', review, ...certification };
  if (one.decision === 'A3')
    return { is: 'denied', review, ...(one.lacksInformation ? { lacksInformation: true } : {}) };
  const authorized = one.authorized ?? {};
  return { is: one.decision === 'A2' ? 'partly-certified' : 'modified', review, authorized, ...certification };
};

const itemsMeant = ({ items }: ReviewRequest, { items: asked }: Deciding): Result<readonly ReviewItem[]> => {
  const meant = asked ? items.filter(({ sequence }) => asked.includes(sequence)) : items.filter(isUndecided);
  if (asked?.some((one) => !items.some(({ sequence }) => sequence === one)))
    return refused(problem('value', 'The request has no such item.', 'item'));
  if (!meant.length || !meant.every(isUndecided))
    return refused(problem('conflict', 'The item is decided or cancelled already.', 'item'));
  return ok(meant);
};

const extended = (request: ReviewRequest, { says }: ReviewCommand, occasion: ReviewOccasion): Result<RequestEvent> => {
  const { clock } = request;
  if (!clock?.extendedTo || request.isExtended || isOver(clock.due, occasion) || !request.items.some(isUndecided))
    return refused(problem('conflict', 'The time to decide cannot be extended.', 'extend'));
  if (!says) return refused(problem('required', 'Say why the time is extended.', 'text'));
  return ok({ kind: 'extended', at: occasion.at, by: occasion.by, dueAt: clock.extendedTo, says });
};

/** What a reviewer's command makes of a request; an adverse state is made nowhere else. */
export const decideReview = (
  request: ReviewRequest,
  command: ReviewCommand,
  occasion: ReviewOccasion,
): Result<RequestEvent> => {
  if (command.kind === 'extend') return extended(request, command, occasion);
  const problems = isAdverse(command) ? adverseProblems(command, request, occasion) : [];
  if (problems.length) return refused(...problems);
  const items = itemsMeant(request, command);
  if (!items.ok) return items;
  const { reviewer, says, reasons, criteria, evidence, automation, script } = command;
  const { by, at } = occasion;
  const given = { reviewer, by, at, reasons, criteria, evidence, says };
  const act: ReviewAct = { ...given, ...(automation ? { automation } : {}), ...(script ? { script } : {}) };
  return ok({
    kind: 'reviewed',
    at,
    by,
    items: items.value.map((item) => ({ sequence: item.sequence, state: stateOf(item, command, act, occasion) })),
  });
};
