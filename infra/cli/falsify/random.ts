/** Random numbers that come again with the same seed. */
export interface Random {
  /** 0 up to, not including, this. */
  int(below: number): number;
  chance(share: number): boolean;
  pick<T>(all: readonly T[]): T;
}

/** Mulberry32: small, fast, and good enough to wander through messages. */
export const makeRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    chance: (share) => next() < share,
    pick: (all) => {
      const picked = all[int(all.length)];
      if (picked === undefined) throw new Error('There is nothing to pick from.');
      return picked;
    },
  };
};

/** A seed of its own for each input, so that one can be run alone. */
export const seedOf = (seed: number, index: number): number => Math.imul(seed ^ (index * 0x9e3779b1), 0x85ebca6b) >>> 0;
