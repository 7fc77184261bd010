export interface Rate {
  readonly what: string;
  readonly perSecond: number;
  readonly target?: number;
}

const WARM_UP_MS = 500;
const MEASURE_MS = 2_000;

/** How often a piece of work is done in a second of one core, as this process was given it (CPU time, not the clock). */
export const rateOf = (what: string, work: () => unknown, target?: number): Rate => {
  const warm = performance.now() + WARM_UP_MS;
  while (performance.now() < warm) work();
  const before = process.cpuUsage();
  const end = performance.now() + MEASURE_MS;
  let count = 0;
  while (performance.now() < end) {
    for (let batch = 0; batch < 10; batch++) work();
    count += 10;
  }
  const { user, system } = process.cpuUsage(before);
  return { what, perSecond: count / ((user + system) / 1e6), ...(target === undefined ? {} : { target }) };
};

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** One line a rate: what, how often, and whether that is often enough. */
export const rowOf = ({ what, perSecond, target }: Rate): string => {
  const verdict =
    target === undefined ? '' : `  ${perSecond >= target ? 'ok  ' : 'MISS'} (at least ${number.format(target)})`;
  return `  ${what.padEnd(58)} ${number.format(perSecond).padStart(9)}/s${verdict}`;
};
