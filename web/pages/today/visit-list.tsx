import type { State, Visit } from '../../../client/index.ts';
import { Icon } from '../../parts/icon.tsx';
import { words } from '../../words/words.ts';
import type { Group } from './group-visits.ts';
import { keyOf } from './visit-key.ts';
import { VisitRow } from './visit-row.tsx';

const TABLE = { role: 'table' } as const;
const ROWS = { role: 'rowgroup' } as const;
const ROW = { role: 'row' } as const;
const HEAD = { role: 'columnheader' } as const;

const { columns } = words.today;
const COLUMNS = [
  ['time', columns.time],
  ['patient', columns.patient],
  ['payer', columns.payer],
  ['test', columns.test],
  ['state', columns.state],
  ['reason', columns.reason],
  ['action', columns.action],
  ['clock', columns.clock],
  ['who', columns.who],
] as const;

interface Props {
  readonly groups: readonly Group[];
  readonly folded: ReadonlySet<State>;
  readonly selected: string | undefined;
  readonly since?: string;
  readonly onFold: (state: State) => void;
  readonly onAct: (visit: Visit) => void;
}

const GroupHead = ({ state, visits, isFolded, onFold }: Group & { isFolded: boolean; onFold: () => void }) => (
  <h2 class={`group-head is-${state}`} id={`group-${state}`}>
    <button type="button" aria-expanded={!isFolded} aria-controls={`visits-${state}`} onClick={onFold}>
      <Icon name={state} />
      <span>
        {words.states[state]} <span class="num muted">{visits.length}</span>
      </span>
      <span class={`group-fold${isFolded ? ' is-folded' : ''}`}>
        <Icon name="down" />
      </span>
    </button>
  </h2>
);

/** The day in groups, one table each: find in page, print and table navigation work as everywhere. */
export const VisitList = ({ groups, folded, selected, since, onFold, onAct }: Props) => (
  <div class="list">
    {groups.map(({ state, visits }) => {
      const isFolded = folded.has(state);
      return (
        <section key={state} class="group" data-folded={isFolded ? '' : undefined} aria-labelledby={`group-${state}`}>
          <GroupHead state={state} visits={visits} isFolded={isFolded} onFold={() => onFold(state)} />
          <table {...TABLE} class="visits" id={`visits-${state}`} aria-labelledby={`group-${state}`}>
            <thead {...ROWS} class="visually-hidden">
              <tr {...ROW}>
                {COLUMNS.map(([name, word]) => (
                  <th {...HEAD} key={name} scope="col">
                    {word}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody {...ROWS}>
              {visits.map((visit) => {
                const key = keyOf(visit);
                return <VisitRow key={key} visit={visit} selected={key === selected} since={since} onAct={onAct} />;
              })}
            </tbody>
          </table>
        </section>
      );
    })}
  </div>
);
