import { useSignal } from '@preact/signals';
import type { ReviewCase } from '../../../client/index.ts';
import { api } from '../../api.ts';
import { useChange } from '../../panel/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { enReviews } from '../../words/en-reviews.ts';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';
import { ItemPill } from '../reviews/state-tag.tsx';
import { reviewerPart } from './decide-draft.ts';
import { ActProblem, ReasonField } from './reason-field.tsx';
import { ReviewerFields, reviewer } from './reviewer-fields.tsx';

const text = enReviews.case;

interface Props {
  readonly found: ReviewCase;
  readonly onReload: () => void;
  readonly onDone: () => Promise<void>;
}

/** A decision that waits for its second signature: what it says, then who signs. Whoever decided first cannot. */
export const SignForm = ({ found, onReload, onDone }: Props) => {
  const reason = useSignal('');
  const { problem, busy, run } = useChange();
  const { npi, license, specialty } = reviewer.value;
  const isNamed = npi.trim() && license.trim() && specialty.trim();
  const off = busy ? words.loading : isNamed ? undefined : text.faults.reviewer;
  const sign = (outcome: 'confirmed' | 'returned'): Promise<void> =>
    run(async () => {
      const says = reason.value.trim();
      const act = { ...reviewerPart(reviewer.value), outcome, ...(says ? { says } : {}) };
      await api().confirmReview(found.id, act, { etag: found.version });
      await onDone();
    });
  return (
    <div class="stack" id="sign">
      <ul class="services" aria-label={text.services}>
        {found.proposals.map(({ sequence, state, says, reviewer: first }) => (
          <li key={sequence} class="service">
            <p class="service-head">
              <span class="num">{sequence}.</span>
              <ItemPill state={state} />
            </p>
            {says ? <p>{said(says)}</p> : null}
            {first ? <p class="muted small num">{text.decidedBy(first)}</p> : null}
          </li>
        ))}
      </ul>
      <ReasonField label={text.signReason} says={text.signReasonSays} reason={reason} />
      <ReviewerFields />
      <ActProblem problem={problem} onReload={onReload} />
      <p class="muted small" role="status">
        {off ?? ''}
      </p>
      <div class="choices">
        <Button kind="main" off={off} onPress={() => void sign('confirmed')}>
          {text.confirm}
        </Button>
        <Button
          off={off ?? (reason.value.trim() ? undefined : text.faults.reason)}
          onPress={() => void sign('returned')}
        >
          {text.giveBack}
        </Button>
      </div>
    </div>
  );
};
