import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { BookableAnswer } from '../../client/index.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';
import { StatePill } from '../parts/state-pill.tsx';
import { longDay } from '../words/dates.ts';
import { said } from '../words/said.ts';
import { words } from '../words/words.ts';
import { ChangeProblem } from './change-problem.tsx';
import { useChange } from './use-change.ts';

const text = words.slot;

interface Props {
  readonly order: string;
  readonly source?: string;
  /** The visit as it stands, with the site's offset. */
  readonly start?: string;
  readonly date?: string;
  /** Puts the focus into the first field. */
  readonly focus?: boolean;
  /** Time of the last answer, where the service does not answer now. */
  readonly since?: string;
}

/** The offset of the site as its visits are written; the reader's own without one. */
const offsetOf = (start: string | undefined, day: string): string => {
  const written = /(?:Z|[+-]\d\d:\d\d)$/.exec(start ?? '')?.[0];
  if (written) return written;
  const minutes = -new Date(`${day}T12:00:00`).getTimezoneOffset();
  const two = (value: number): string => String(Math.floor(Math.abs(value))).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
};

const Told = ({ state, reasons, nextStep, earliest, latest, realistic }: BookableAnswer) => (
  <div class="told" role="status">
    <StatePill state={state} />
    {reasons.map(({ code, says }) => (
      <p key={code}>{said(says)}</p>
    ))}
    <p>{said(nextStep)}</p>
    {earliest && state !== 'yes' ? <p class="muted">{text.earliest(longDay(earliest))}</p> : null}
    {latest ? <p class="muted">{text.latest(longDay(latest))}</p> : null}
    {realistic ? (
      <p class="muted">
        {text.realistic(longDay(realistic.date))} {said(realistic.says)}
      </p>
    ) : null}
  </div>
);

/** May this slot be booked? Asked of the service each time; nothing is assumed from what the list says. */
export const CheckSlot = ({ order, source, start, date, focus, since }: Props) => {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (focus) form.current?.querySelector('input')?.focus();
  }, []);
  const day = useSignal(start?.slice(0, 10) ?? date ?? '');
  const time = useSignal(start?.slice(11, 16) || '09:00');
  const answer = useSignal<BookableAnswer | undefined>(undefined);
  const { problem, busy, run } = useChange();
  const check = (): Promise<void> =>
    run(async () => {
      answer.value = undefined;
      const at = `${day.value}T${time.value}:00${offsetOf(start, day.value)}`;
      answer.value = await api().bookable(order, { start: at }, source ? { source } : {});
    });
  const off = since ? text.offline : busy || !day.value ? words.required : undefined;
  return (
    <form
      ref={form}
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!off) void check();
      }}
    >
      <div class="columns">
        <TextField
          label={text.date}
          value={day.value}
          input={{ type: 'date' }}
          onText={(value) => {
            day.value = value;
          }}
        />
        <TextField
          label={text.time}
          value={time.value}
          input={{ type: 'time' }}
          onText={(value) => {
            time.value = value;
          }}
        />
      </div>
      <div class="choices">
        <Button submit kind="main" off={off}>
          {text.button}
        </Button>
      </div>
      {since ? <p class="muted small">{text.offline}</p> : null}
      {answer.value ? <Told {...answer.value} /> : null}
      <ChangeProblem problem={problem} record={undefined} />
    </form>
  );
};
