import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Sandbox } from '../../../client/index.ts';
import { api, type Problem, problemOf } from '../../api.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { SelectField } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { tenant } from '../../state/session.ts';
import { enExchange } from '../../words/en-exchange.ts';
import { words } from '../../words/words.ts';
import { ExchangeDetail } from './exchange-detail.tsx';
import { type Fired, fireSituation } from './fire-situation.ts';

const text = enExchange;

const isWell = ({ exchange: { status } }: Fired): boolean => status > 0 && status < 300;

const TimeLine = ({
  fired,
  chosen,
  onChoose,
}: {
  readonly fired: readonly Fired[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}) => (
  <nav aria-label={text.steps}>
    <ol class="time-line">
      {fired.map((one, index) => (
        <li key={index} class={isWell(one) ? 'is-yes' : 'is-no'}>
          <button
            type="button"
            class="shelf-row"
            aria-current={index === chosen ? 'step' : undefined}
            onClick={() => onChoose(index)}
          >
            <span class="time-mark">
              <Icon name={isWell(one) ? 'yes' : 'close'} />
            </span>
            <strong>{text.kinds[one.message.kind](one.message.about)}</strong>
            <span class="muted small num">{text.status(one.exchange.status, one.exchange.ms)}</span>
          </button>
        </li>
      ))}
    </ol>
  </nav>
);

/** A situation of the sandbox, message by message. */
export const Situations = () => {
  const sandbox = useSignal<Sandbox | undefined>(undefined);
  const chosen = useSignal('');
  const fired = useSignal<readonly Fired[]>([]);
  const step = useSignal(0);
  const busy = useSignal(false);
  const problem = useSignal<Problem | undefined>(undefined);
  useEffect(() => {
    api()
      .sandbox()
      .then(
        (found) => {
          sandbox.value = found;
          chosen.value = found.situations[0]?.id ?? '';
        },
        () => {
          sandbox.value = { tenant: '', situations: [] };
        },
      );
  }, []);
  const fire = async (): Promise<void> => {
    if (busy.value || !chosen.value) return;
    busy.value = true;
    fired.value = [];
    problem.value = undefined;
    try {
      await fireSituation(chosen.value, (one) => {
        fired.value = [...fired.value, one];
        step.value = fired.value.length - 1;
      });
    } catch (error) {
      problem.value = problemOf(error);
    }
    busy.value = false;
  };
  const found = sandbox.value;
  if (!found) return <p class="muted">{words.loading}</p>;
  const isSandbox = found.situations.length > 0 && tenant.value === found.tenant;
  const shown = fired.value[step.value];
  return (
    <div class="view">
      {isSandbox ? (
        <form
          class="exchange-fire"
          onSubmit={(event) => {
            event.preventDefault();
            void fire();
          }}
        >
          <SelectField
            label={text.situation}
            value={chosen.value}
            options={found.situations.map(({ id, shows }) => [id, shows])}
            onChoose={(id) => {
              chosen.value = id;
            }}
          />
          <Button submit kind="main" {...(busy.value ? { off: text.firing } : {})}>
            {text.fire}
          </Button>
        </form>
      ) : (
        <EmptyState title={text.sandboxOnly} says={text.sandboxOnlySays} />
      )}
      {problem.value ? <Notice tone="no" says={problem.value.says} more={problem.value.fix} /> : null}
      {shown ? (
        <div class="exchange">
          <TimeLine
            fired={fired.value}
            chosen={step.value}
            onChoose={(index) => {
              step.value = index;
            }}
          />
          <ExchangeDetail fired={shown} />
        </div>
      ) : isSandbox ? (
        <EmptyState title={text.start} says={text.startSays} />
      ) : null}
    </div>
  );
};
