import type { Fact, FactName, Facts } from '../../core/model/facts.ts';

/** Values of each fact a rule reads. */
export type Domains = ReadonlyMap<FactName, readonly Fact<unknown>[]>;

/** Limit of patients to try one by one: enough for every rule shipped, few enough to be fast. */
const LIMIT = 400_000;
const RANDOM_TRIES = 2_000;

/** A small generator of uniform random numbers in [0, 1) (mulberry32): the same seed gives the same patients. */
export const seeded = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const somePatient = (domains: Domains, random: () => number): Facts =>
  Object.fromEntries([...domains].map(([name, values]) => [name, values[Math.floor(random() * values.length)]]));

/** Every patient the domains allow, one by one. */
export function* everyPatient(domains: Domains): Generator<Facts> {
  const names = [...domains.keys()];
  const values = [...domains.values()];
  const at = values.map(() => 0);
  for (;;) {
    yield Object.fromEntries(names.map((name, index) => [name, values[index]?.[at[index] ?? 0]]));
    let place = 0;
    while (place < at.length && (at[place] ?? 0) + 1 === values[place]?.length) at[place++] = 0;
    if (place === at.length) return;
    at[place] = (at[place] ?? 0) + 1;
  }
}

/**
 * Whether there is a patient for whom this is true. Tries some at random, then all one by one. `never` is proven;
 * `not-seen` (too many to try) proves nothing.
 */
export const searchPatients = (
  domains: Domains,
  isTrue: (facts: Facts) => boolean,
  random: () => number,
): 'found' | 'never' | 'not-seen' => {
  for (let tries = 0; tries < RANDOM_TRIES; tries++) if (isTrue(somePatient(domains, random))) return 'found';
  const all = [...domains.values()].reduce((product, { length }) => product * length, 1);
  if (all > LIMIT) return 'not-seen';
  for (const facts of everyPatient(domains)) if (isTrue(facts)) return 'found';
  return 'never';
};
