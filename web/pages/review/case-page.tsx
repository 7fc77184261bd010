import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useFragment } from '../../state/fragment.ts';
import { useKeys } from '../../state/keys.ts';
import { enReviews } from '../../words/en-reviews.ts';
import { words } from '../../words/words.ts';
import { AssignForm } from './assign-form.tsx';
import { CaseActs } from './case-acts.tsx';
import { CaseDelta } from './case-delta.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseHistory } from './case-history.tsx';
import { CaseRequest } from './case-request.tsx';
import { CaseRules } from './case-rules.tsx';
import { type ItemChange, itemChanges } from './item-changes.ts';
import { useCase } from './use-case.ts';

const text = enReviews.case;

/** One request: what was asked for on the left, what the rules asked on the right, then the decision and what it changed. */
const Case = ({ id }: { readonly id: string }) => {
  const { route } = useLocation();
  const { found, problem, reload, questions } = useCase(id);
  const changes = useSignal<readonly ItemChange[] | undefined>(undefined);
  useKeys({
    Escape: () => route('/reviews'),
    e: (event) => {
      event.preventDefault();
      document.querySelector<HTMLElement>('#decide textarea, #sign textarea')?.focus();
    },
  });
  if (!found)
    return (
      <>
        <h1 class="visually-hidden">{text.title}</h1>
        {problem ? (
          <Notice tone="no" says={problem.says} more={problem.fix}>
            <Button onPress={() => void reload()}>{words.retry}</Button>
          </Notice>
        ) : (
          <p class="muted">{words.loading}</p>
        )}
      </>
    );
  const decided = async (): Promise<void> => {
    const after = await reload();
    if (after) changes.value = itemChanges(found, after);
  };
  return (
    <article class="order case">
      <CaseHead found={found} />
      {changes.value ? <CaseDelta changes={changes.value} isSigning={found.proposals.length > 0} /> : null}
      <div class="case-columns">
        <div class="order-main">
          <CaseRequest found={found} questions={questions} />
          <CaseHistory events={found.events} />
        </div>
        <div class="order-main">
          <CaseRules found={found} />
          <CaseActs found={found} onReload={() => void reload()} onDone={decided} />
          <section class="card" aria-labelledby="assign-title">
            <h2 id="assign-title">{text.assign}</h2>
            <AssignForm found={found} onReload={reload} />
          </section>
        </div>
      </div>
    </article>
  );
};

/** The case the address names. */
export const CasePage = () => {
  const id = useFragment();
  useEffect(() => {
    document.title = `${text.title} · ${words.product}`;
  }, []);
  return id ? <Case key={id} id={id} /> : <EmptyState alone title={text.missing} />;
};
