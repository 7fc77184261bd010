import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CheckedSchedule, Visit } from '../../../client/index.ts';
import { api, type Problem, problemOf } from '../../api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { StatePill } from '../../parts/state-pill.tsx';
import { shortDay, siteTime } from '../../words/dates.ts';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';
import { readColumns } from './read-columns.ts';

const MAX_BYTES = 1_000_000;
/** As many as a reader looks at; all of them were checked. */
const SHOWN = 500;
const text = words.schedule;
/** A part that scrolls takes the focus, so that keys can scroll it. */
const SCROLLS = { tabIndex: 0 } as const;

interface Checked extends CheckedSchedule {
  readonly columns: readonly string[];
}

const check = async (file: File): Promise<Checked> => {
  const csv = await file.text();
  return { ...(await api().checkSchedule(csv)), columns: readColumns(csv) };
};

const Columns = ({ title, names }: { readonly title: string; readonly names: readonly string[] }) => (
  <div>
    <h3>{title}</h3>
    {names.length ? (
      <ul class="tags">
        {names.map((name) => (
          <li key={name} class="tag">
            {name}
          </li>
        ))}
      </ul>
    ) : (
      <p class="muted">{text.none}</p>
    )}
  </div>
);

const whenOf = (start: string): string => [shortDay(start), siteTime(start)].filter(Boolean).join(', ');

const Row = ({ visit }: { readonly visit: Visit }) => (
  <tr>
    <td class="num">{visit.row}</td>
    <td class="num">{visit.orders.join(', ')}</td>
    <td class="num">{visit.start ? whenOf(visit.start) : ''}</td>
    <td class="num">{visit.codes.join(', ')}</td>
    <td>
      <StatePill state={visit.state} />
    </td>
    <td>{said(visit.reasons.map(({ says }) => says).join(' '))}</td>
    <td>{said(visit.nextStep)}</td>
  </tr>
);

const Result = ({ columns, ignored, rows }: Checked) => {
  const out = new Set(ignored.map((name) => name.trim().toLowerCase()));
  const used = columns.filter((name) => !out.has(name.toLowerCase()));
  return (
    <>
      <p class="muted">{text.nothingStored}</p>
      <div class="columns">
        <Columns title={text.used} names={used} />
        <Columns title={text.ignored} names={ignored} />
      </div>
      <section {...SCROLLS} class="scroll" aria-label={text.rows(rows.length)}>
        <table class="plain">
          <caption>{rows.length > SHOWN ? text.shown(SHOWN, rows.length) : text.rows(rows.length)}</caption>
          <thead>
            <tr>
              {[text.row, text.order, text.start, text.code, words.today.columns.state, text.says, text.next].map(
                (name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((visit) => (
              <Row key={visit.row} visit={visit} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
};

/** A list that was dropped: which columns were read, and what the service says to each row. */
export const ScheduleCheck = ({ file, onClose }: { readonly file: File; readonly onClose: () => void }) => {
  const checked = useSignal<Checked | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  useEffect(() => {
    if (file.size > MAX_BYTES) {
      problem.value = { says: text.tooLarge, fix: '', code: 'too-large' };
      return;
    }
    check(file).then(
      (result) => {
        checked.value = result;
      },
      (error: unknown) => {
        problem.value = problemOf(error);
      },
    );
  }, [file]);
  return (
    <Dialog wide title={text.title(file.name)} onClose={onClose}>
      {problem.value ? <Notice tone="no" says={problem.value.says} more={problem.value.fix} /> : null}
      {checked.value ? <Result {...checked.value} /> : problem.value ? null : <p class="muted">{text.reading}</p>}
    </Dialog>
  );
};
