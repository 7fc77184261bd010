import { payerMix } from './orders/make-order.ts';
import type { Tried } from './try-orders.ts';

interface FalseGoAhead {
  /** Number of the order: `--only` repeats it. */
  readonly order: number;
  readonly seed: number;
  /** What was falsified, `nothing` for an order left as it is. */
  readonly falsified: string;
  readonly way: string;
  readonly why: string;
  readonly says: string;
  readonly about: string;
}

/** The figures of a run. */
export interface Figures {
  readonly seed: number;
  readonly orders: number;
  readonly answers: number;
  readonly falseGoAheads: number;
  /** Share of "ask the plan" among the orders left as they are, payers as in `payerMix`. */
  readonly abstentionShare: number;
  readonly payerMix: { readonly evidence: string; readonly date: string; readonly why: string };
  /** By the advice of `$submit`, of every order, and of those left as they are. */
  readonly byAdvice: Readonly<Record<string, number>>;
  readonly byAdviceLeftAsTheyAre: Readonly<Record<string, number>>;
  /** Orders by what was falsified, and the yeses among their answers, permissible or not. */
  readonly byFalsified: Readonly<
    Record<string, { readonly orders: number; readonly yes: number; readonly false: number }>
  >;
  /** The first of each kind. */
  readonly found: readonly FalseGoAhead[];
}

const MOST_FOUND = 200;

/** Counts while a run goes on; holds no answer, so that a long run takes no more memory than a short one. */
export const openTally = (seed: number) => {
  const byAdvice: Record<string, number> = {};
  const asTheyAre: Record<string, number> = {};
  const byFalsified: Record<string, { orders: number; yes: number; false: number }> = {};
  const found = new Map<string, FalseGoAhead>();
  let [orders, answers, falseGoAheads, unchanged, abstained] = [0, 0, 0, 0, 0];

  const countAdvice = ({ change, said }: Tried): void => {
    const advice = said.find(({ way }) => way === 'submit')?.advice ?? 'refused';
    byAdvice[advice] = (byAdvice[advice] ?? 0) + 1;
    if (change !== undefined) return;
    asTheyAre[advice] = (asTheyAre[advice] ?? 0) + 1;
    unchanged += 1;
    if (advice === 'ask-plan') abstained += 1;
  };
  const add = (tried: Tried): void => {
    const { change: falsified = 'nothing', said, wrong, order, about } = tried;
    orders += 1;
    answers += said.length;
    falseGoAheads += wrong.length;
    countAdvice(tried);
    const kind = byFalsified[falsified] ?? { orders: 0, yes: 0, false: 0 };
    byFalsified[falsified] = kind;
    kind.orders += 1;
    kind.yes += said.filter(({ yes }) => yes).length;
    kind.false += wrong.length;
    for (const { said: one, why } of wrong) {
      const key = [falsified, one.way, why].join('|');
      if (found.has(key) || found.size >= MOST_FOUND) continue;
      found.set(key, { order, seed, falsified, way: one.way, why, says: one.headline, about });
    }
  };
  const figures = (): Figures => ({
    seed,
    orders,
    answers,
    falseGoAheads,
    abstentionShare: unchanged ? Math.round((1000 * abstained) / unchanged) / 1000 : 0,
    payerMix: { evidence: payerMix.evidence, date: payerMix.date, why: payerMix.why },
    byAdvice,
    byAdviceLeftAsTheyAre: asTheyAre,
    byFalsified: Object.fromEntries(Object.entries(byFalsified).sort(([a], [b]) => a.localeCompare(b))),
    found: [...found.values()],
  });
  return { add, figures };
};
