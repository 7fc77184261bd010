import type { ReviewCase } from '../../../client/index.ts';
import { shortDay } from '../../words/dates.ts';
import { enReviews } from '../../words/en-reviews.ts';
import { said } from '../../words/said.ts';
import { AskForm, canAppeal, canTalk, canWithdraw } from './ask-form.tsx';
import { openItems } from './decide-draft.ts';
import { DecideForm } from './decide-form.tsx';
import { PeerForm } from './peer-form.tsx';
import { SignForm } from './sign-form.tsx';

const text = enReviews.case;

interface Props {
  readonly found: ReviewCase;
  readonly onReload: () => void;
  readonly onDone: () => Promise<void>;
}

const AppealSays = ({ appeal }: Pick<ReviewCase, 'appeal'>) =>
  appeal ? (
    <div class="notice is-act case-appeal">
      <p>
        <strong>{appeal.level === 2 ? text.secondAppeal : text.appealOpen}</strong>{' '}
        {appeal.level === 2 ? text.newReviewer : text.anotherReviewer}
      </p>
      <p>{said(appeal.says)}</p>
      {appeal.due ? <p class="small num">{text.due(shortDay(appeal.due.slice(0, 10)))}</p> : null}
    </div>
  ) : null;

/** What a reviewer can record on this request now, each act with its reason first. */
export const CaseActs = ({ found, onReload, onDone }: Props) => {
  const open = openItems(found);
  const hasDecide = open.length > 0;
  const hasSign = found.proposals.length > 0;
  const common = { found, onReload, onDone };
  return (
    <>
      {hasSign ? (
        <section class="card" aria-labelledby="sign-title">
          <h2 id="sign-title">{text.sign}</h2>
          <p class="muted">{text.signSays}</p>
          <SignForm key={found.version} {...common} />
        </section>
      ) : null}
      {hasSign && !hasDecide ? null : (
        <section class="card" aria-labelledby="decide-title">
          <h2 id="decide-title">{found.appeal || found.reconsider.length ? text.decideAgain : text.decide}</h2>
          <AppealSays appeal={found.appeal} />
          {hasDecide ? (
            <DecideForm key={open.join()} isNamedElsewhere={hasSign} {...common} />
          ) : (
            <p class="muted">{text.nothingOpen}</p>
          )}
        </section>
      )}
      {found.peerToPeer ? (
        <section class="card" aria-labelledby="peer-title">
          <h2 id="peer-title">{text.peer}</h2>
          <PeerForm key={found.version} isNamedElsewhere={hasDecide || hasSign} {...common} />
        </section>
      ) : null}
      {canAppeal(found) || canWithdraw(found) || canTalk(found) ? (
        <section class="card" aria-labelledby="ask-title">
          <h2 id="ask-title">{text.ask}</h2>
          <AskForm {...common} />
        </section>
      ) : null}
    </>
  );
};
