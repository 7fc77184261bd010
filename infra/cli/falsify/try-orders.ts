import { askEveryWay } from './ask/ask-every-way.ts';
import { isBareAgainstItself } from './ask/read-answers.ts';
import type { Said } from './ask/said.ts';
import type { Change } from './changes/change.ts';
import { CHANGES } from './changes/index.ts';
import { type Falsified, NOTHING_FALSIFIED, permits, permitsInstead } from './oracle/oracle.ts';
import { anyOrder, usualOrder } from './orders/make-order.ts';
import type { TrialOrder } from './orders/order.ts';
import { makeRandom, type Random, seedOf } from './random.ts';
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

const wrongInstead = ({ instead, way }: Said, { truth }: TrialOrder, change: Falsified): string | undefined => {
  const permission = instead === undefined ? 'yes' : permitsInstead(truth, change, instead, way);
  return permission === 'no' || permission === 'not-bare'
    ? 'another test is said to need no authorization, and nothing supports that'
    : undefined;
};

const wrongWith = (said: Said, order: TrialOrder, change: Falsified): string | undefined => {
  if (isBareAgainstItself(said)) return 'a bare yes, though its own advice is that coverage is not shown';
  const instead = wrongInstead(said, order, change);
  if (instead || !said.yes) return instead;
  const permission = permits(order.truth, change, said.way);
  if (permission === 'no') return 'a yes that nothing supports';
  if (permission === 'not-bare' && !said.hedged) return 'a bare yes, though the reason does not support the test';
  if (permission === 'said' && !SAYS_PRODUCT.test(said.text) && said.way !== 'order')
    return 'a yes for the ordinary product, without saying that it was taken for granted';
  if (said.way === 'order') return undefined;
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

/** More than enough, so that a change which fits no order shows. */
const MOST_ATTEMPTS = 1_000;
/** Most orders are such that the honest answer could be yes: there a falsified part can do harm. */
const LIKELY_YES = 0.75;

const couldBeYes = ({ truth }: TrialOrder): boolean => permits(truth, NOTHING_FALSIFIED, 'submit') !== 'no';

/** An order that has the part to falsify, falsified. */
const falsifiedOrder = (
  change: Change,
  random: Random,
): { readonly order: TrialOrder; readonly falsified: Falsified } => {
  const wantsYes = random.chance(LIKELY_YES);
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const order = anyOrder(random);
    if (wantsYes && attempt < MOST_ATTEMPTS / 2 && !couldBeYes(order)) continue;
    const made = change.make(order, random);
    if (made) return { order, falsified: { subject: change.subject, how: change.how, ...made } };
  }
  throw new Error(`No order can be falsified so: ${nameOf(change)}.`);
};

const wrongOf = (said: readonly Said[], order: TrialOrder, change: Falsified): Tried['wrong'] =>
  said.flatMap((one) => {
    const why = wrongWith(one, order, change);
    return why ? [{ said: one, why }] : [];
  });

/**
 * One order by its number: the same number gives the same order, falsified in the same way. Every fourth is left as it
 * is; the others take turns at everything there is to falsify.
 */
export const tryOrder = async (seed: number, index: number, trial: Trial): Promise<Tried> => {
  const random = makeRandom(seedOf(seed, index));
  trial.forget();
  const turn = index - Math.floor(index / UNCHANGED_EVERY) - 1;
  const change = index % UNCHANGED_EVERY === 0 ? undefined : CHANGES[turn % CHANGES.length];
  const { order, falsified } = change
    ? falsifiedOrder(change, random)
    : { order: usualOrder(random), falsified: NOTHING_FALSIFIED };
  const said = await askEveryWay(order.parts, trial);
  const wrong = wrongOf(said, order, falsified);
  return { order: index, ...(change ? { change: nameOf(change) } : {}), said, wrong, about: aboutOf(order) };
};
