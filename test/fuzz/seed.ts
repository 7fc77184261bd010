import type { Part } from '../support/endpoint-messages.ts';

/** Where a message goes and what it says before anything is wrong with it. */
export interface Seed {
  readonly door: string;
  readonly path: string;
  /** Absent: POST. */
  readonly method?: 'PUT';
  readonly message: Part;
}
