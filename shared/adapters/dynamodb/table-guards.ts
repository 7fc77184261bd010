import { join, segment, under } from './key-text.ts';
import type { Key, Range } from './table.ts';

/** Keys of items the guards store, and of dead letters. */
export const guardKeys = {
  /** `keyHash` is already a keyed hash. */
  keptAnswer: (tenant: string, keyHash: string): Key => ({ pk: under(tenant, 'ONCE', segment(keyHash)), sk: 'ONCE' }),
  /** Calls of one caller in one time span. */
  rate: (tenant: string, caller: string, span: string): Key => ({
    pk: under(tenant, 'RATE', segment(caller)),
    sk: join('SPAN', segment(span)),
  }),
  /** By origin: whether a server answers is the same for every tenant. */
  breaker: (origin: string): Key => ({ pk: 'BREAKERS', sk: segment(origin) }),
  /** No tenant in the partition: an operator lists all of them at once. */
  deadLetter: (tenant: string, id: string): Key => ({ pk: 'DEADLETTERS', sk: join(segment(tenant), segment(id)) }),
};
export const guardRanges = {
  deadLetters: (): Range => ({ pk: 'DEADLETTERS', from: ' ', to: '~~' }),
};
