import { useSignal } from '@preact/signals';
import type { PeerOutcome, ReviewCase } from '../../../client/index.ts';
import { api } from '../../api.ts';
import { useChange } from '../../panel/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { Choices } from '../../parts/field.tsx';
import { enReviews } from '../../words/en-reviews.ts';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';
import { isAgainst, reviewerPart } from './decide-draft.ts';
import { ActProblem, ReasonField } from './reason-field.tsx';
import { ReviewerFields, reviewer } from './reviewer-fields.tsx';

const text = enReviews.case;
const isOutcome = (word: string): word is PeerOutcome => Object.hasOwn(text.peerOutcomes, word);

interface Props {
  readonly found: ReviewCase;
  /** Who reviews is asked for in another form of the page. */
  readonly isNamedElsewhere: boolean;
  readonly onReload: () => void;
  readonly onDone: () => Promise<void>;
}

/** What came of a conversation with the requester: it decides nothing. */
export const PeerForm = ({ found, isNamedElsewhere, onReload, onDone }: Props) => {
  const reason = useSignal('');
  const outcome = useSignal<PeerOutcome | undefined>(undefined);
  const { problem, busy, run } = useChange();
  const { npi, license, specialty } = reviewer.value;
  const isNamed = npi.trim() && license.trim() && specialty.trim();
  const options = Object.entries(text.peerOutcomes).filter(
    ([word]) => word !== 'reconsider' || found.items.some(isAgainst),
  );
  const fault = [
    [text.faults.reason, !reason.value.trim()],
    [text.faults.reviewer, !isNamed],
    [text.faults.outcome, !outcome.value],
  ].find(([, isMissing]) => isMissing)?.[0];
  const off = busy ? words.loading : typeof fault === 'string' ? fault : undefined;
  const record = (): Promise<void> =>
    run(async () => {
      if (!outcome.value) return;
      const act = { ...reviewerPart(reviewer.value), outcome: outcome.value, says: reason.value.trim() };
      await api().peerToPeer(found.id, act, { etag: found.version });
      await onDone();
    });
  return (
    <div class="stack" id="peer">
      {found.peerToPeer ? <p>{said(found.peerToPeer.says)}</p> : null}
      <ReasonField label={text.peerSaid} says={text.peerSaidSays} reason={reason} />
      {isNamedElsewhere ? <p class="muted small">{text.namedElsewhere}</p> : <ReviewerFields />}
      <Choices
        label={text.peerOutcome}
        value={outcome.value}
        options={options}
        onChoose={(word) => {
          if (isOutcome(word)) outcome.value = word;
        }}
      />
      <ActProblem problem={problem} onReload={onReload} />
      <p class="muted small" role="status">
        {off ?? ''}
      </p>
      <div class="choices">
        <Button kind="main" off={off} onPress={() => void record()}>
          {text.peerRecord}
        </Button>
      </div>
    </div>
  );
};
