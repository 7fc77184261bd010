import type { Falsified, How, Subject } from '../oracle/oracle.ts';
import type { TrialOrder } from '../orders/order.ts';
import type { Random } from '../random.ts';

/** One way to falsify an order. */
export interface Change {
  readonly subject: Subject;
  readonly how: How;
  /** In a few words, unique. */
  readonly name: string;
  /** Changes the parts, and says what is true afterwards; `undefined` where this order has nothing to change. */
  readonly make: (order: TrialOrder, random: Random) => Omit<Falsified, 'subject' | 'how'> | undefined;
}

export const changesOf = (
  subject: Subject,
  how: How,
  makes: Readonly<Record<string, Change['make']>>,
): readonly Change[] => Object.entries(makes).map(([name, make]) => ({ subject, how, name, make }));
