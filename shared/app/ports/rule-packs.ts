import type { PackRef } from '../../core/model/ruleset.ts';

/** A pack with its content as text. */
export interface StoredPack extends PackRef {
  readonly text: string;
}

/** A pack that answers from the tenant's local date `from` on. */
export interface ActivePack extends StoredPack {
  /** YYYY-MM-DD. */
  readonly from: string;
}
