import { useSignal } from '@preact/signals';
import type { ReviewCase } from '../../../client/index.ts';
import { api } from '../../api.ts';
import { useChange } from '../../panel/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { shortDay } from '../../words/dates.ts';
import { enReviews } from '../../words/en-reviews.ts';
import { words } from '../../words/words.ts';
import { isAgainst, isOpen } from './decide-draft.ts';
import { ActProblem, ReasonField } from './reason-field.tsx';

const text = enReviews.case;

interface Props {
  readonly found: ReviewCase;
  readonly onReload: () => void;
  readonly onDone: () => Promise<void>;
}

export const canAppeal = ({ appealable }: ReviewCase): boolean => appealable.length > 0;
export const canWithdraw = ({ appeal }: ReviewCase): boolean => appeal !== undefined;
export const canTalk = ({ items, peerToPeer }: ReviewCase): boolean =>
  !peerToPeer && items.some((item) => isOpen(item) || isAgainst(item));

/** What the requester asks for by telephone or mail: recorded with the reason it gave. */
export const AskForm = ({ found, onReload, onDone }: Props) => {
  const reason = useSignal('');
  const { problem, busy, run } = useChange();
  const says = reason.value.trim();
  const off = busy ? words.loading : says ? undefined : text.faults.asked;
  const record = (send: () => Promise<void>): Promise<void> =>
    run(async () => {
      await send();
      reason.value = '';
      await onDone();
    });
  const etag = { etag: found.version };
  return (
    <div class="stack" id="ask">
      <ReasonField label={text.asked} says={text.askedSays} reason={reason} />
      <ActProblem problem={problem} onReload={onReload} />
      <p class="muted small" role="status">
        {off ?? ''}
      </p>
      <div class="choices">
        {canAppeal(found) ? (
          <Button off={off} onPress={() => void record(() => api().appealReview(found.id, says, etag))}>
            {text.appealRecord}
          </Button>
        ) : null}
        {canWithdraw(found) ? (
          <Button off={off} onPress={() => void record(() => api().withdrawAppeal(found.id, says, etag))}>
            {text.withdrawRecord}
          </Button>
        ) : null}
        {canTalk(found) ? (
          <Button off={off} onPress={() => void record(() => api().peerToPeer(found.id, says, etag))}>
            {text.peerAsk}
          </Button>
        ) : null}
      </div>
      {canAppeal(found) && found.appealUntil ? (
        <p class="muted small num">{text.appealUntil(shortDay(found.appealUntil))}</p>
      ) : null}
    </div>
  );
};
