import { useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { State, Visit } from '../../../client/index.ts';
import { today } from '../../clock.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { addDays, longDay } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { countStates, GROUPS } from './group-visits.ts';

const text = words.today;

/** A day is in the address, so that Back works and a link leads there; today needs none. */
const dayPath = (day: string): string => (day === today() ? '/today' : `/today?date=${day}`);

const DayChoice = ({ day }: { readonly day: string }) => {
  const { route } = useLocation();
  const go = (to: string): void => route(dayPath(to));
  return (
    <div class="day-choice no-print">
      <Button icon="left" label={text.previous} onPress={() => go(addDays(day, -1))} />
      <input
        class="input is-inline num"
        type="date"
        aria-label={text.day}
        value={day}
        onChange={({ currentTarget }) => currentTarget.value && go(currentTarget.value)}
      />
      <Button icon="right" label={text.next} onPress={() => go(addDays(day, 1))} />
      {day === today() ? null : (
        <Button kind="quiet" onPress={() => go(today())}>
          {text.backToToday}
        </Button>
      )}
    </div>
  );
};

const DropButton = ({ onFile }: { readonly onFile: (file: File) => void }) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon="list" onPress={() => input.current?.click()}>
        {text.drop}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv,text/plain"
        hidden
        aria-label={text.drop}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onFile(file);
          currentTarget.value = '';
        }}
      />
    </>
  );
};

interface Props {
  readonly day: string;
  readonly visits: readonly Visit[];
  readonly states: ReadonlySet<State>;
  readonly search: string;
  readonly onState: (state: State) => void;
  readonly onSearch: (text: string) => void;
  readonly onFile: (file: File) => void;
}

/** The day, its five counts as filters, search, and the check of a list. */
export const DayHead = ({ day, visits, states, search, onState, onSearch, onFile }: Props) => {
  const counts = countStates(visits);
  return (
    <header class="day-head">
      <div class="day-title">
        <h1>
          {day === today() ? text.title : longDay(day)}
          {day === today() ? <span class="day-name">{longDay(day)}</span> : null}
        </h1>
        <DayChoice day={day} />
      </div>
      <div class="day-tools no-print">
        <fieldset class="counts">
          <legend class="visually-hidden">{text.filters}</legend>
          {GROUPS.map((state) => (
            <button
              key={state}
              type="button"
              class={`count is-${state}`}
              aria-pressed={states.has(state)}
              onClick={() => onState(state)}
            >
              <Icon name={state} />
              <span>
                <span class="num">{counts[state]}</span> {words.states[state]}
              </span>
            </button>
          ))}
        </fieldset>
        <div class="day-find">
          <input
            id="search"
            class="input"
            type="search"
            aria-label={text.search}
            aria-keyshortcuts="/"
            placeholder={text.searchFor}
            value={search}
            onInput={({ currentTarget }) => onSearch(currentTarget.value)}
          />
          <DropButton onFile={onFile} />
        </div>
      </div>
    </header>
  );
};
