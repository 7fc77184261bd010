import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type Pack, type Simulation, StresspassError } from '../../../client/index.ts';
import { api, type Problem, problemOf } from '../../api.ts';
import { today } from '../../clock.ts';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { toast } from '../../parts/toast.tsx';
import { shortDay } from '../../words/dates.ts';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';
import { SimulationView } from './simulation-view.tsx';

const text = words.rules;
const LOOK_EVERY_MS = 700;

const Review = ({ pack }: { readonly pack: Pack }) => {
  const { changes = [], findings = [] } = pack.review ?? {};
  return (
    <section class="block" aria-labelledby="pack-changes">
      <h3 id="pack-changes">{text.changes}</h3>
      {changes.map(({ payer, from, changes: lines }) => (
        <div key={`${payer} ${from}`} class="stack-small">
          <p class="muted">{text.changesFrom(payer, shortDay(from))}</p>
          <ul class="pack-changes">
            {lines.map((line) => (
              <li key={line}>{said(line)}</li>
            ))}
          </ul>
        </div>
      ))}
      {findings.length ? (
        <>
          <h3>{text.findings}</h3>
          <ul class="findings">
            {findings.map(({ level, path, says }) => (
              <li key={`${path} ${says}`} class={`finding is-${level === 'error' ? 'no' : 'wait'}`}>
                <p>{said(says)}</p>
                <p class="muted small num">{path}</p>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
};

interface Props {
  readonly id: string;
  readonly version: string;
  readonly onChange: () => void;
}

/** One version: what it changes, what it would do to the orders on file, and only then the steps that make it answer. */
export const PackDetail = ({ id, version, onChange }: Props) => {
  const pack = useSignal<Pack | undefined>(undefined);
  const simulation = useSignal<Simulation | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const from = useSignal(today());
  const fail = (error: unknown): void => {
    problem.value = problemOf(error);
  };
  const look = async (): Promise<void> => {
    try {
      simulation.value = await api().simulation(id, version);
    } catch (error) {
      if (!(error instanceof StresspassError) || error.status !== 404) fail(error);
    }
  };
  useEffect(() => {
    simulation.value = undefined;
    problem.value = undefined;
    api()
      .pack(id, version)
      .then((found) => {
        pack.value = found;
      }, fail);
    void look();
  }, [id, version]);
  const isRunning = simulation.value?.state === 'running';
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  const step = (work: Promise<Pack>, done: string): void => {
    work.then((changed) => {
      pack.value = { ...pack.value, ...changed };
      problem.value = undefined;
      toast(done);
      onChange();
    }, fail);
  };
  const found = pack.value;
  if (!found) return problem.value ? <Notice tone="no" says={problem.value.says} more={problem.value.fix} /> : null;
  const isSimulated = simulation.value?.state === 'done';
  const isUp = found.state === 'active' || found.state === 'scheduled';
  const canActivate = found.state === 'approved' && isSimulated;
  const whyNot = isSimulated ? text.approveFirst : text.simulateFirst;
  return (
    <div class="order-main">
      <header class="order-title">
        <h2>{text.version(found.id, found.version)}</h2>
        <span class={`tag is-pack-${found.state}`}>{text.states[found.state]}</span>
      </header>
      <Review pack={found} />
      <section class="block" aria-labelledby="pack-steps">
        <h3 id="pack-steps">{text.simulate}</h3>
        {simulation.value ? <SimulationView simulation={simulation.value} /> : null}
        {problem.value ? <Notice tone="no" says={problem.value.says} more={problem.value.fix} /> : null}
        <div class="pack-steps">
          <Button
            {...(isSimulated ? {} : { kind: 'main' as const })}
            {...(isRunning ? { off: words.loading } : {})}
            onPress={() => {
              api()
                .simulatePack(id, version)
                .then((begun) => {
                  simulation.value = begun;
                }, fail);
            }}
          >
            {isSimulated ? text.again : text.simulate}
          </Button>
          {found.state === 'uploaded' ? (
            <Button onPress={() => step(api().approvePack(id, version), text.approved)}>{text.approve}</Button>
          ) : null}
          {isUp ? (
            <Button onPress={() => step(api().rollBackPack(id, version), text.rolledBack)}>{text.rollBack}</Button>
          ) : (
            <>
              <TextField
                label={text.activateFrom}
                value={from.value}
                input={{ type: 'date' }}
                onText={(typed) => {
                  from.value = typed;
                }}
              />
              <Button
                {...(canActivate ? { kind: 'main' as const } : { off: whyNot })}
                onPress={() =>
                  step(
                    api().activatePack(id, version, from.value || undefined),
                    text.activated(shortDay(from.value || today())),
                  )
                }
              >
                {text.activate}
              </Button>
            </>
          )}
        </div>
        {canActivate || isUp ? null : (
          <p class="muted small">{isSimulated && found.state === 'uploaded' ? text.approveSays : whyNot}</p>
        )}
      </section>
    </div>
  );
};
