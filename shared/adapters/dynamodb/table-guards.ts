import { join, segment, under } from './key-text.ts';
import type { Key } from './table.ts';

/** Keys of what stands around the doors. Both kinds clear away by themselves. */
export const guardKeys = {
  /** Hash arrives keyed. */
  keptAnswer: (tenant: string, keyHash: string): Key => ({ pk: under(tenant, 'ONCE', segment(keyHash)), sk: 'ONCE' }),
  /** Calls of one caller in one span of time. */
  rate: (tenant: string, caller: string, span: string): Key => ({
    pk: under(tenant, 'RATE', segment(caller)),
    sk: join('SPAN', segment(span)),
  }),
};
