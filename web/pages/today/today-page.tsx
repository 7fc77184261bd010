import { signal, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { State, Visit } from '../../../client/index.ts';
import { today } from '../../clock.ts';
import { ActionPanel } from '../../panel/action-panel.tsx';
import type { Mode } from '../../panel/mode.ts';
import { useLoaded } from '../../state/use-loaded.ts';
import { clockTime } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { DayBody } from './day-body.tsx';
import { DayHead } from './day-head.tsx';
import { checkedAt, openDay, problem, refresh, visits } from './day-store.ts';
import { DropZone } from './drop-zone.tsx';
import { groupVisits } from './group-visits.ts';
import { focusRow, useRowKeys } from './row-keys.ts';
import { keyOf } from './visit-key.ts';

const loadCheck = () => import('./schedule-check.tsx');

/** Ready needs nobody: it starts folded. It stays as the reader left it while the page is open. */
const folded = signal<ReadonlySet<State>>(new Set(['yes']));

const toggled = (states: ReadonlySet<State>, state: State): ReadonlySet<State> => {
  const next = new Set(states);
  if (!next.delete(state)) next.add(state);
  return next;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NONE: readonly Visit[] = [];

interface Open {
  readonly visit: Visit;
  readonly mode: Mode;
}

export const TodayPage = () => {
  const { query } = useLocation();
  const day = DAY.test(query.date ?? '') ? (query.date ?? '') : today();
  const states = useSignal<ReadonlySet<State>>(new Set());
  const search = useSignal('');
  const open = useSignal<Open | undefined>(undefined);
  const file = useSignal<File | undefined>(undefined);
  const checking = useLoaded(loadCheck, file.value !== undefined);
  useEffect(() => {
    open.value = undefined;
    return openDay(day);
  }, [day]);
  useEffect(() => {
    document.title = `${words.today.title} · ${words.product}`;
  }, []);

  const rows = visits.value ?? NONE;
  const filter = { states: states.value, text: search.value };
  const groups = useMemo(() => groupVisits(rows, filter), [rows, states.value, search.value]);
  // Whoever looks for something wants to see it.
  const shut = states.value.size || search.value ? new Set<State>() : folded.value;
  const close = (): void => {
    const key = open.value && keyOf(open.value.visit);
    open.value = undefined;
    if (key) focusRow(key);
  };
  const act = useMemo(
    () =>
      (visit: Visit, mode: Mode = 'next'): void => {
        open.value = { visit, mode };
      },
    [],
  );
  useRowKeys({ visits: rows, act, close: () => open.value && close() });

  const current = open.value;
  const since = problem.value && checkedAt.value ? clockTime(checkedAt.value) : undefined;
  const shown = current && (rows.find((visit) => keyOf(visit) === keyOf(current.visit)) ?? current.visit);
  return (
    <>
      <DropZone
        onFile={(dropped) => {
          file.value = dropped;
        }}
      />
      <div class={`day${current ? ' has-panel' : ''}`}>
        <div class="day-main">
          <DayHead
            day={day}
            visits={rows}
            states={states.value}
            search={search.value}
            onState={(state) => {
              states.value = toggled(states.value, state);
            }}
            onSearch={(text) => {
              search.value = text;
            }}
            onFile={(chosen) => {
              file.value = chosen;
            }}
          />
          <DayBody
            day={day}
            groups={groups}
            folded={shut}
            selected={current && keyOf(current.visit)}
            since={since}
            onFold={(state) => {
              folded.value = toggled(folded.value, state);
            }}
            onAct={act}
            onClear={() => {
              states.value = new Set();
              search.value = '';
            }}
          />
        </div>
        {current && shown ? (
          <ActionPanel
            key={`${keyOf(current.visit)} ${current.mode}`}
            visit={shown}
            mode={current.mode}
            since={since}
            onDone={() => void refresh()}
            onClose={close}
          />
        ) : null}
      </div>
      {file.value && checking ? (
        <checking.ScheduleCheck
          file={file.value}
          onClose={() => {
            file.value = undefined;
          }}
        />
      ) : null}
    </>
  );
};
