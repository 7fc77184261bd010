import type { Caller } from '../../app/caller.ts';
import type { ExactJson } from '../../cds-hooks/exact-json.ts';
import type { HookCall } from '../../cds-hooks/hook-service.ts';

/** A call that is being answered. */
export interface HookAsked {
  readonly call: HookCall;
  readonly caller: Caller;
  readonly exact: ExactJson;
  /** Milliseconds since 1970 by which the answer is out. */
  readonly stopAt: number;
}
