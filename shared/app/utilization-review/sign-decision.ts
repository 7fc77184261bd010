import type { DecidedItem, Proposal, RequestEvent } from '../../core/authorization/request-events.ts';
import type { Signature } from '../../core/authorization/review-act.ts';
import type { ItemState } from '../../core/authorization/review-item.ts';
import { adverseAct, barredFrom, reopenedBy, signersOf } from '../../core/authorization/review-recourse.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { lateProblems } from './decide-review.ts';
import { atParameter, type ReviewOccasion, type SignCommand } from './review-command.ts';

/** A decision counts from its second signature on: number and first day are of that day. */
const signed = (
  state: ItemState,
  signature: Signature,
  { number, today }: ReviewOccasion,
  isKept: boolean,
): ItemState => {
  if (state.is === 'denied') return { ...state, review: { ...state.review, confirmation: signature } };
  if (state.is !== 'modified' && state.is !== 'partly-certified') return state;
  const review = { ...state.review, confirmation: signature };
  return isKept ? { ...state, review } : { ...state, review, number, issued: today };
};

const waiting = ({ proposals = [] }: ReviewRequest): readonly (DecidedItem & Pick<Proposal, 'by'>)[] =>
  proposals.flatMap(({ items, by }) => items.map((item) => ({ ...item, by })));

/** Who may not sign: whoever decided what is proposed, and on an appeal who may not decide it. */
const othersThan = (request: ReviewRequest, meant: readonly DecidedItem[]): ReturnType<typeof signersOf> => [
  ...signersOf(meant.map(({ state }) => state)),
  ...request.items
    .filter(({ sequence }) => meant.some((one) => one.sequence === sequence))
    .filter(({ sequence }) => reopenedBy(request, sequence) === 'appeal')
    .flatMap((item) => barredFrom(request, item)),
];

/** Another reviewer confirms what was proposed, or gives it back. */
export const signDecision = (
  request: ReviewRequest,
  { outcome, reviewer, says, items: asked }: SignCommand,
  occasion: ReviewOccasion,
): Result<RequestEvent> => {
  const { by, at, isAlone } = occasion;
  const all = waiting(request);
  const meant = asked ? all.filter(({ sequence }) => asked.includes(sequence)) : all;
  if (!meant.length || asked?.some((one) => !all.some(({ sequence }) => sequence === one)))
    return refused(atParameter('conflict', 'Nothing waits for a second signature there.', 'item'));
  const isSame = othersThan(request, meant).some(
    ({ npi, agent }) => npi === reviewer.npi || (agent === by && !isAlone),
  );
  if (isSame)
    return refused(
      atParameter('forbidden', 'Another reviewer has to sign than those who decided before.', 'reviewerNpi'),
    );
  const signature: Signature = { reviewer, by, at, says };
  if (outcome === 'returned') {
    if (!says) return refused(atParameter('required', 'Say why the decision is given back.', 'text'));
    return ok({ kind: 'returned', at, by, sequences: meant.map(({ sequence }) => sequence), signature });
  }
  const standing = request.items.filter(({ sequence }) => meant.some((one) => one.sequence === sequence));
  const late = lateProblems(request, standing, occasion);
  if (late.length) return refused(...late);
  const items = meant.map(({ sequence, state }): DecidedItem => {
    const before = request.items.find((one) => one.sequence === sequence)?.state;
    // Upheld: the certification that stands keeps its number.
    const isKept = before !== undefined && adverseAct(before) !== undefined && numberIn(before) === numberIn(state);
    return { sequence, state: signed(state, signature, occasion, isKept) };
  });
  return ok({ kind: 'confirmed', at, by, items, signature });
};

const numberIn = (state: ItemState): string | undefined => ('number' in state ? state.number : undefined);
