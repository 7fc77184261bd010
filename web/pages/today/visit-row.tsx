import type { Visit } from '../../../client/index.ts';
import { Button } from '../../parts/button.tsx';
import { DueClock } from '../../parts/due-clock.tsx';
import { StatePill } from '../../parts/state-pill.tsx';
import { actionWord } from '../../words/action-word.ts';
import { shortDay, siteTime } from '../../words/dates.ts';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';
import { memo } from './memo.ts';
import { keyOf, orderLink } from './visit-key.ts';

/** Grid rows lose their table semantics in some browsers, so they say what they are. */
const ROW = { role: 'row' } as const;
const CELL = { role: 'cell' } as const;
const HEADER = { role: 'rowheader' } as const;

const { today } = words;

/** Somebody does something about it. */
const isWatched = ({ assignee, waitingOn, followUp, notes }: Visit): boolean =>
  Boolean(assignee ?? waitingOn ?? followUp) || notes > 0;

/** Who has it and what it waits for; nobody is not worth a word on every row. */
const Who = ({ assignee, waitingOn, followUp, notes }: Visit) => {
  const more = [
    waitingOn && today.waitingOn(waitingOn),
    followUp && today.followUp(shortDay(followUp)),
    notes && today.notes(notes),
  ].filter(Boolean);
  return (
    <>
      {assignee ?? <span class="visually-hidden">{today.unassigned}</span>}
      {more.length ? <span class="muted">{` ${assignee ? '· ' : ''}${more.join(' · ')}`}</span> : null}
    </>
  );
};

interface Props {
  readonly visit: Visit;
  /** Its action is open in the panel. */
  readonly selected: boolean;
  /** Time of the last answer, where the service does not answer now. */
  readonly since?: string;
  readonly onAct: (visit: Visit) => void;
}

export const VisitRow = memo(({ visit, selected, since, onAct }: Props) => {
  const name = visit.patient?.name ?? today.noName;
  const [reason] = visit.reasons;
  const [clock] = visit.clocks;
  const code = visit.nextAction?.code ?? 'none';
  const word = actionWord(code);
  const off = since && code === 'book' ? words.slot.offline : undefined;
  return (
    <tr {...ROW} class={`visit${selected ? ' is-selected' : ''}`} data-key={keyOf(visit)}>
      <td {...CELL} class="v-time num">
        {(visit.start && siteTime(visit.start)) ?? <span class="muted">{today.noTime}</span>}
      </td>
      <th {...HEADER} scope="row" class="v-patient">
        <a href={orderLink(visit)} aria-keyshortcuts="Enter">
          {name}
        </a>
      </th>
      <td {...CELL} class="v-payer small muted">
        {visit.payer?.name ?? today.noPayer}
      </td>
      <td {...CELL} class="v-test">
        <span>{visit.test ?? visit.codes.join(', ')}</span>
        {visit.test ? <span class="small muted num">{visit.codes.join(', ')}</span> : null}
      </td>
      <td {...CELL} class="v-state">
        <StatePill state={visit.state} since={since} />
      </td>
      <td {...CELL} class="v-reason">
        {said(reason?.says ?? visit.nextStep)}
      </td>
      <td {...CELL} class="v-action">
        <Button press="e" off={off} label={`${word}: ${name}`} onPress={() => onAct(visit)}>
          {word}
        </Button>
      </td>
      <td {...CELL} class={`v-clock small${isWatched(visit) ? '' : ' is-alone'}`}>
        {clock ? <DueClock clock={clock} /> : null}
      </td>
      <td {...CELL} class="v-who small">
        <Who {...visit} />
      </td>
    </tr>
  );
});
