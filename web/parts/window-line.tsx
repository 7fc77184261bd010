import { today } from '../clock.ts';
import { shortDay } from '../words/dates.ts';
import { words } from '../words/words.ts';

const text = words.window;
const WIDTH = 1_000;
const DAY_MS = 86_400_000;

interface Props {
  readonly from?: string;
  readonly to?: string;
  readonly visit?: string;
  readonly coverageEnds?: string;
  readonly unitsLeft?: number;
  readonly unitsUsed?: number;
}

const dayNumber = (day: string): number => new Date(`${day.slice(0, 10)}T00:00:00Z`).getTime() / DAY_MS;

/** Where days lie on the line, a little room left at both ends. A far end of coverage does not squeeze the rest. */
const scaleFor = (days: readonly string[]) => {
  const numbers = days.map(dayNumber);
  const first = Math.min(...numbers);
  const span = Math.max(1, Math.max(...numbers) - first);
  return (day: string): number =>
    Math.min(WIDTH - 10, Math.round(30 + ((dayNumber(day) - first) / span) * (WIDTH - 60)));
};

const Line = ({ from, to, visit, coverageEnds }: Props) => {
  const near = [from, to, visit, today()].filter((day) => day !== undefined);
  const x = scaleFor(near);
  const mark = (day: string, name: string) => (
    <line class={`mark is-${name}`} x1={x(day)} x2={x(day)} y1="4" y2="36" vector-effect="non-scaling-stroke" />
  );
  return (
    <svg
      class="window-line"
      viewBox={`0 0 ${WIDTH} 40`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <line class="axis" x1="0" x2={WIDTH} y1="20" y2="20" vector-effect="non-scaling-stroke" />
      {from && to ? <rect class="span" x={x(from)} width={Math.max(6, x(to) - x(from))} y="12" height="16" /> : null}
      {coverageEnds ? mark(coverageEnds, 'coverage') : null}
      {mark(today(), 'today')}
      {visit ? mark(visit, 'visit') : null}
    </svg>
  );
};

const fits = ({ from, to, visit }: Props): string | undefined => {
  if (!visit || !(from || to)) return undefined;
  const day = visit.slice(0, 10);
  return (!from || day >= from) && (!to || day <= to) ? text.inside : text.outside;
};

/** Approval, visit, end of coverage and today on one line, and the same in words: the picture adds nothing to them. */
export const WindowLine = (props: Props) => {
  const { from, to, visit, coverageEnds, unitsLeft, unitsUsed = 0 } = props;
  if (!from && !to && !coverageEnds) return null;
  const told = fits(props);
  const items = [
    ['span', text.approval, (from || to) && text.approvalSpan(from ? shortDay(from) : '…', to ? shortDay(to) : '…')],
    ['visit', text.visit, visit && shortDay(visit)],
    ['today', text.today, shortDay(today())],
    ['coverage', text.coverage, coverageEnds && text.coverageEnds(shortDay(coverageEnds))],
    ['units', words.order.units, unitsLeft === undefined ? undefined : text.units(unitsLeft, unitsUsed)],
  ] as const;
  return (
    <section class="block" aria-labelledby="window-title">
      <h2 id="window-title">{words.order.window}</h2>
      {told ? <p>{told}</p> : null}
      <Line {...props} />
      <dl class="window-key">
        {items.map(([name, word, says]) =>
          says ? (
            <div key={name}>
              <dt class={`key is-${name}`}>{word}</dt>
              <dd class="num">{says}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </section>
  );
};
