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

const WARM_UP_ROUNDS = 40;
const ROUNDS = 40;
const ROUND_MS = 40;

/** Rates of several pieces of work, done by turns: what else the machine does slows all of them alike. Medians of the rounds. */
export const ratesByTurns = (works: readonly (() => unknown)[]): readonly number[] => {
  const rates = works.map((): number[] => []);
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++)
    for (const [index, work] of works.entries()) {
      const before = process.cpuUsage();
      const end = performance.now() + ROUND_MS;
      let count = 0;
      while (performance.now() < end) {
        for (let batch = 0; batch < 10; batch++) work();
        count += 10;
      }
      const { user, system } = process.cpuUsage(before);
      if (round >= WARM_UP_ROUNDS) rates[index]?.push(count / ((user + system) / 1e6));
    }
  return rates.map((all) => all.sort((a, b) => a - b)[all.length >> 1] ?? 0);
};

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** One line a rate: what, how often, and whether that is often enough. */
export const rowOf = ({ what, perSecond, target }: Rate): string => {
  const verdict =
    target === undefined ? '' : `  ${perSecond >= target ? 'ok  ' : 'MISS'} (at least ${number.format(target)})`;
  return `  ${what.padEnd(58)} ${number.format(perSecond).padStart(9)}/s${verdict}`;
};
