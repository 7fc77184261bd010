import { CALLS, prepared } from './calls.ts';
import { type Running, type Side, start } from './side.ts';

/** Figures of one call on one side, medians of the rounds. */
export interface Figures {
  /** Milliseconds of processor time of the function's process, the engine left out. */
  readonly cpuMs: number;
  readonly perSecond: number;
  readonly p99Ms: number;
  /** Calls of the table a call, and bytes to and from it. */
  readonly tableCalls: number;
  readonly tableBytes: number;
  readonly answerBytes: number;
}
/** Figures of a process that has just been started: processor time, as the clock says who else is busy. */
export interface FreshFigures {
  readonly loadMs: number;
  readonly firstMs: number;
  readonly secondMs: number;
  /** From the start of Node to the first answer, by processor time and by the clock. */
  readonly coldMs: number;
  readonly coldClockMs: number;
}
export interface Effort {
  readonly warmUp: number;
  readonly rounds: number;
  readonly callsARound: number;
  readonly freshStarts: number;
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
const medians = <T extends object>(all: readonly T[]): T =>
  Object.fromEntries(
    Object.keys(all[0] ?? {}).map((name) => [name, median(all.map((one) => Number(one[name as keyof T])))]),
  ) as T;

let counted = 0;
const next = (name: string, amount: number) =>
  Array.from({ length: amount }, () => CALLS[name]?.(++counted)).flatMap((call) => (call ? [call] : []));

const round = async ({ table }: Side, running: Running, name: string, amount: number): Promise<Figures> => {
  const calls = next(name, amount);
  const before = table.traffic();
  const { cpuMs, times, answerBytes } = await running.call(calls);
  const after = table.traffic();
  const sorted = times.toSorted((a, b) => a - b);
  return {
    cpuMs: cpuMs / amount,
    perSecond: (1000 * amount) / times.reduce((sum, one) => sum + one, 0),
    p99Ms: sorted[Math.ceil(0.99 * amount) - 1] ?? 0,
    tableCalls: (after.calls - before.calls) / amount,
    tableBytes: (after.bytes - before.bytes) / amount,
    answerBytes: answerBytes / amount,
  };
};

/** Every call on every side, by turns: what else the machine does slows all alike. */
export const measureWarm = async (
  sides: readonly Side[],
  names: readonly string[],
  { warmUp, rounds, callsARound }: Effort,
): Promise<readonly (readonly Figures[])[]> => {
  const figures: (readonly Figures[])[] = [];
  for (const name of names) {
    const running = await Promise.all(sides.map((side) => start(side, ['fhir-api', 'cds-hooks'])));
    const of = running.map((): Figures[] => []);
    for (const [index, side] of sides.entries()) await round(side, running[index] as Running, name, warmUp);
    for (let turn = 0; turn < rounds; turn++)
      for (const [index, side] of sides.entries())
        of[index]?.push(await round(side, running[index] as Running, name, callsARound));
    for (const one of running) await one.stop();
    figures.push(of.map(medians));
    process.stderr.write(`${name} measured: CPU ${of.map((all) => medians(all).cpuMs.toFixed(2)).join(' → ')} ms\n`);
  }
  return figures;
};

const fresh = async (side: Side, name: string): Promise<FreshFigures> => {
  const [one, other] = next(name, 2);
  if (!one || !other) throw new Error(`No call ${name}.`);
  const running = await start(side, [one.function]);
  const first = await running.call([one]);
  const second = await running.call([other]);
  await running.stop();
  const { loadedMs, loadedCpuMs } = running.loaded;
  return {
    loadMs: loadedCpuMs,
    firstMs: first.cpuMs,
    secondMs: second.cpuMs,
    coldMs: loadedCpuMs + first.cpuMs,
    coldClockMs: loadedMs + (first.times[0] ?? 0),
  };
};

/** The first two calls of processes just started, by turns. */
export const measureFresh = async (
  sides: readonly Side[],
  names: readonly string[],
  { freshStarts }: Effort,
): Promise<readonly (readonly FreshFigures[])[]> => {
  const figures: (readonly FreshFigures[])[] = [];
  for (const name of names) {
    const of = sides.map((): FreshFigures[] => []);
    for (let turn = 0; turn < freshStarts; turn++)
      for (const [index, side] of sides.entries()) of[index]?.push(await fresh(side, name));
    figures.push(of.map(medians));
  }
  return figures;
};

/** The orders that the reading calls are about. */
export const prepare = async (side: Side): Promise<void> => {
  const running = await start(side, ['fhir-api']);
  await running.call(prepared());
  await running.stop();
};
