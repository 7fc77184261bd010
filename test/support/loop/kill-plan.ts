import { makeRandom, type Random, seedOf } from '../../../infra/cli/falsify/random.ts';

/** Where a process dies: at a write of its table, or at an exchange with a payer or an EHR, before it or after. */
export interface Kill {
  readonly at: 'write' | 'payer' | 'ehr';
  readonly count: number;
  readonly when: 'before' | 'after';
}

/** How far it comes at most in one life; the whole loop is about a hundred writes. */
const MOST_WRITES = 24;

const killOf = (random: Random): Kill => ({
  at: random.pick(['write', 'write', 'write', 'payer', 'ehr'] as const),
  count: 1 + random.int(MOST_WRITES),
  when: random.pick(['before', 'after'] as const),
});

/** Deaths of one story, the same for one seed. Exchanges are few: the next one is meant. */
export const killPlan = (seed: number, kills: number): readonly Kill[] =>
  Array.from({ length: kills }, (_, index) => {
    const kill = killOf(makeRandom(seedOf(seed, index)));
    return kill.at === 'write' ? kill : { ...kill, count: 1 };
  });
