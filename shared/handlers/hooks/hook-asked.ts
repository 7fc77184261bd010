import type { Caller } from '../../app/ports/caller.ts';
import type { ExactJson } from '../../cds-hooks/exact-json.ts';
import type { HookCall } from '../../cds-hooks/hook-service.ts';

/** Monotonic clock reading at which each step ends, whatever it found; milliseconds. */
interface Deadlines {
  /** Reads of the chart. */
  readonly reads: number;
  /** Payers' own servers. */
  readonly payers: number;
  readonly advice: number;
  /** The answer is sent. */
  readonly answer: number;
}

/** Of four seconds: 2.5 for the chart, then half a second each for payers, advice and queuing the rest. */
export const hookDeadlines = (start: number, stopMs: number): Deadlines => ({
  reads: start + 0.625 * stopMs,
  payers: start + 0.75 * stopMs,
  advice: start + 0.875 * stopMs,
  answer: start + stopMs,
});

/** A call being answered. */
export interface HookAsked {
  readonly call: HookCall;
  readonly caller: Caller;
  readonly exact: ExactJson;
  readonly by: Deadlines;
}
