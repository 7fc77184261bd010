import type { Caller } from '../../app/ports/caller.ts';
import type { ExactJson } from '../../cds-hooks/exact-json.ts';
import type { HookCall } from '../../cds-hooks/hook-service.ts';

/** Reading of the monotonic clock by which each step is over, whatever it brought; milliseconds. */
interface Deadlines {
  /** Reads of the chart. */
  readonly reads: number;
  /** Payers' own servers. */
  readonly payers: number;
  readonly advice: number;
  /** The answer is out. */
  readonly answer: number;
}

/** Of four seconds: 2.5 for the chart, then half a second each for payers, advice and putting down what is left. */
export const hookDeadlines = (start: number, stopMs: number): Deadlines => ({
  reads: start + 0.625 * stopMs,
  payers: start + 0.75 * stopMs,
  advice: start + 0.875 * stopMs,
  answer: start + stopMs,
});

/** A call that is being answered. */
export interface HookAsked {
  readonly call: HookCall;
  readonly caller: Caller;
  readonly exact: ExactJson;
  readonly by: Deadlines;
}
