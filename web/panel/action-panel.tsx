import { useEffect, useId, useRef } from 'preact/hooks';
import type { Visit } from '../../client/index.ts';
import { orderLink } from '../pages/today/visit-key.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { StatePill } from '../parts/state-pill.tsx';
import { mayFollowUp } from '../state/roles.ts';
import { siteTime } from '../words/dates.ts';
import { said } from '../words/said.ts';
import { words } from '../words/words.ts';
import { ActionBody } from './action-body.tsx';
import { FollowUpForm } from './follow-up-form.tsx';
import type { Mode } from './mode.ts';
import { useOrder } from './use-order.ts';

const NARROW = '(max-width: 64rem)';

interface Props {
  readonly visit: Visit;
  readonly mode: Mode;
  readonly since?: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const Head = ({ visit, id, onClose }: Pick<Props, 'visit' | 'onClose'> & { readonly id: string }) => (
  <div class="panel-head">
    <div>
      <h2 id={id} tabIndex={-1} autofocus>
        {visit.patient?.name ?? words.today.noName}
      </h2>
      <p class="muted num">
        {[visit.start && siteTime(visit.start), visit.test ?? visit.codes.join(', '), visit.payer?.name]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
    <Button kind="quiet" icon="close" label={words.close} press="Esc" onPress={onClose} />
  </div>
);

/** The next action of a row beside the list, which stays; on a narrow screen over it. */
export const ActionPanel = ({ visit, mode, since, onDone, onClose }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [orderId] = visit.orders;
  const { order, problem, reload } = useOrder(orderId, visit.source);
  useEffect(() => {
    const element = dialog.current;
    if (matchMedia(NARROW).matches) element?.showModal();
    else element?.show();
  }, []);
  const [reason] = visit.reasons;
  return (
    <dialog
      ref={dialog}
      class="panel"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <Head visit={visit} id={id} onClose={onClose} />
      <div class="panel-body">
        <div class="stack-small">
          <StatePill state={visit.state} since={since} />
          {reason ? <p class="panel-reason">{said(reason.says)}</p> : null}
          <p>{said(visit.nextStep)}</p>
        </div>
        {problem ? <Notice tone="no" says={problem.says} more={problem.fix} /> : null}
        {order ? (
          <>
            <ActionBody visit={visit} mode={mode} order={order} since={since} onReload={reload} onDone={onDone} />
            {mayFollowUp.value ? (
              <details class="panel-more">
                <summary>{words.panel.followUp}</summary>
                <FollowUpForm order={order} onReload={reload} onDone={onDone} />
              </details>
            ) : null}
          </>
        ) : problem || !orderId ? null : (
          <p class="muted">{words.loading}</p>
        )}
        {orderId ? <a href={orderLink(visit)}>{words.panel.openOrder}</a> : null}
      </div>
    </dialog>
  );
};
