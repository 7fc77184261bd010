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
  /** The answer is written; what is left is for the audit trail. */
  readonly answer: number;
}

/** Of four seconds from arrival: 2.3 for the chart, then 0.4 for payers, 0.6 for the advice, 0.3 for queuing the rest. */
export const hookDeadlines = (start: number, stopMs: number): Deadlines => ({
  reads: start + 0.575 * stopMs,
  payers: start + 0.675 * stopMs,
  advice: start + 0.825 * stopMs,
  answer: start + 0.9 * stopMs,
});

/** A call being answered. */
export interface HookAsked {
  readonly call: HookCall;
  readonly caller: Caller;
  readonly exact: ExactJson;
  readonly by: Deadlines;
}
