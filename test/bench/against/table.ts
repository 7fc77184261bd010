import { cpus } from 'node:os';
import type { Build } from './build.ts';
import type { Figures, FreshFigures } from './measure.ts';
import { sizesOf } from './sizes.ts';

export interface Measured {
  /** The commit, and this tree. */
  readonly builds: readonly Build[];
  readonly names: readonly string[];
  /** By name and build. */
  readonly warm: readonly (readonly Figures[])[];
  readonly fresh: readonly (readonly FreshFigures[])[];
}

type Column<T> = readonly [title: string, of: (figures: T) => number, digits: number];
const WARM: readonly Column<Figures>[] = [
  ['CPU ms', ({ cpuMs }) => cpuMs, 2],
  ['calls/s', ({ perSecond }) => perSecond, 0],
  ['p99 ms', ({ p99Ms }) => p99Ms, 1],
  ['table calls', ({ tableCalls }) => tableCalls, 1],
  ['table bytes', ({ tableBytes }) => tableBytes, 0],
  ['answer bytes', ({ answerBytes }) => answerBytes, 0],
];
const FRESH: readonly Column<FreshFigures>[] = [
  ['load CPU ms', ({ loadMs }) => loadMs, 0],
  ['first CPU ms', ({ firstMs }) => firstMs, 1],
  ['second CPU ms', ({ secondMs }) => secondMs, 1],
  ['first : second', ({ firstMs, secondMs }) => firstMs / secondMs, 1],
  ['cold CPU ms', ({ coldMs }) => coldMs, 0],
  ['cold ms', ({ coldClockMs }) => coldClockMs, 0],
];

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const head = (cells: readonly string[]): readonly string[] => [row(cells), row(cells.map(() => '---'))];
const ratio = (own: number, other: number): string => (other === 0 ? '-' : (own / other).toFixed(2));

/** `before -> now (ratio)` in every cell. */
const rows = <T>(names: readonly string[], columns: readonly Column<T>[], all: readonly (readonly T[])[]) =>
  names.map((name, index) => {
    const [before, now] = all[index] ?? [];
    if (!before || !now) throw new Error(`Nothing measured of ${name}.`);
    const cells = columns.map(
      ([, of, digits]) => `${of(before).toFixed(digits)} → ${of(now).toFixed(digits)} (${ratio(of(now), of(before))})`,
    );
    return row([name, ...cells]);
  });

const sizes = ([before, now]: readonly Build[]): readonly string[] => {
  const [was, is] = [sizesOf(before?.dist ?? ''), sizesOf(now?.dist ?? '')];
  return [...is].map(([name, kB]) => {
    const other = was.get(name) ?? 0;
    return row([name, `${other.toFixed(0)} → ${kB.toFixed(0)} (${ratio(kB, other)})`]);
  });
};

/** What was measured, as Markdown: a page can hold it as it is. */
export const tableOf = ({ builds, names, warm, fresh }: Measured): string =>
  [
    `${builds.map(({ name }) => name).join(' → ')}, ${cpus().length} cores, Node ${process.version}; medians of rounds by turns, each with its ratio.`,
    '',
    ...head(['warm', ...WARM.map(([title]) => title)]),
    ...rows(names, WARM, warm),
    '',
    ...head(['a process just started', ...FRESH.map(([title]) => title)]),
    ...rows(names, FRESH, fresh),
    '',
    ...head(['function', 'kB at start']),
    ...sizes(builds),
  ].join('\n');
