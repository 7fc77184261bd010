import { askEveryWay } from './ask/ask-every-way.ts';
import { isBareAgainstItself } from './ask/read-answers.ts';
import type { Said } from './ask/said.ts';
import type { Change } from './changes/change.ts';
import { CHANGES } from './changes/index.ts';
import { type Falsified, NOTHING_FALSIFIED, permits } from './oracle/oracle.ts';
import { anyOrder, usualOrder } from './orders/make-order.ts';
import type { TrialOrder } from './orders/order.ts';
import { makeRandom, seedOf } from './random.ts';
import type { Trial } from './service/open-trial.ts';

export interface Tried {
  readonly order: number;
  /** What was falsified: `site, contradictory: two places of service`; undefined where nothing was. */
  readonly change?: string;
  readonly said: readonly Said[];
  readonly wrong: readonly { readonly said: Said; readonly why: string }[];
  readonly about: string;
}

/** One in so many orders is left as it is: the share of "ask the plan" is of these. */
const UNCHANGED_EVERY = 4;
const SAYS_PRODUCT = /\b(ordinary|not delegated)\b/i;

const wrongWith = (said: Said, order: TrialOrder, change: Falsified): string | undefined => {
  if (isBareAgainstItself(said)) return 'a bare yes, though its own advice is that coverage is not shown';
  if (!said.yes) return undefined;
  const permission = permits(order.truth, change, said.way);
  if (permission === 'no') return 'a yes that nothing supports';
  if (permission === 'not-bare' && !said.hedged) return 'a bare yes, though the reason does not support the test';
  if (permission === 'said' && !SAYS_PRODUCT.test(said.text) && said.way !== 'order')
    return 'a yes for the ordinary product, without saying that it was taken for granted';
  if (said.way === 'card' || said.way === 'order') return undefined;
  if (!said.number && !said.rule) return 'a yes that names neither a number nor a rule with its level';
  if (!said.eligibility) return 'a yes that does not say when eligibility was known';
  return undefined;
};

const nameOf = ({ subject, how, name }: Change): string => `${subject}, ${how}: ${name}`;

const aboutOf = ({ truth }: TrialOrder): string =>
  [
    truth.payer,
    truth.code,
    truth.date,
    truth.state,
    `place ${truth.place}`,
    truth.encounter,
    truth.product ?? '',
    truth.approved ? 'approved' : '',
  ]
    .filter(Boolean)
    .join(', ');

/** One order by its number: the same number gives the same order, falsified in the same way. */
export const tryOrder = async (seed: number, index: number, trial: Trial): Promise<Tried> => {
  const random = makeRandom(seedOf(seed, index));
  trial.forget();
  if (index % UNCHANGED_EVERY === 0) {
    const order = usualOrder(random);
    const said = await askEveryWay(order.parts, trial);
    return { order: index, said, wrong: wrongOf(said, order, NOTHING_FALSIFIED), about: aboutOf(order) };
  }
  const order = anyOrder(random);
  const about = aboutOf(order);
  for (;;) {
    const change = random.pick(CHANGES);
    const made = change.make(order, random);
    if (!made) continue;
    const said = await askEveryWay(order.parts, trial);
    const falsified = { subject: change.subject, how: change.how, ...made };
    return { order: index, change: nameOf(change), said, wrong: wrongOf(said, order, falsified), about };
  }
};

const wrongOf = (said: readonly Said[], order: TrialOrder, change: Falsified): Tried['wrong'] =>
  said.flatMap((one) => {
    const why = wrongWith(one, order, change);
    return why ? [{ said: one, why }] : [];
  });
