const FREE = -1;
/** No ref. */
export const NONE = -(2 ** 31);

/** A hash of small whole numbers, one after the other. */
export const mixed = (hash: number, next: number): number => {
  const mixture = Math.imul(hash ^ next, 0x9e3779b1);
  return mixture ^ (mixture >>> 15);
};

/** Refs by hash, in one array: a text per node as key took most of the time. */
export class RefTable {
  #refs = new Int32Array(2_048).fill(FREE);
  #hashes = new Int32Array(2_048);
  #count = 0;

  /** The ref of this hash that is the one looked for. */
  find(hash: number, is: (ref: number) => boolean): number | undefined {
    const mask = this.#refs.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const ref = this.#refs[slot] as number;
      if (ref === FREE) return undefined;
      if (this.#hashes[slot] === hash && is(ref)) return ref;
    }
  }

  add(hash: number, ref: number): void {
    if (++this.#count * 2 > this.#refs.length) this.#grow();
    this.#put(hash, ref);
  }

  #put(hash: number, ref: number): void {
    const mask = this.#refs.length - 1;
    let slot = hash & mask;
    while (this.#refs[slot] !== FREE) slot = (slot + 1) & mask;
    this.#refs[slot] = ref;
    this.#hashes[slot] = hash;
  }

  #grow(): void {
    const [refs, hashes] = [this.#refs, this.#hashes];
    this.#refs = new Int32Array(refs.length * 2).fill(FREE);
    this.#hashes = new Int32Array(refs.length * 2);
    for (const [slot, ref] of refs.entries()) if (ref !== FREE) this.#put(hashes[slot] as number, ref);
  }
}

/** What became of pairs of refs, forgotten at once between two uses. */
export class PairMemo {
  #entries = new Int32Array(4 * 2_048);
  #round = 0;
  #count = 0;

  clear(): void {
    this.#round += 1;
    this.#count = 0;
  }

  /** @returns NONE if the pair was not seen */
  get(a: number, b: number): number {
    const at = this.#slot(a, b);
    return this.#entries[at] === this.#round ? (this.#entries[at + 3] as number) : NONE;
  }

  set(a: number, b: number, ref: number): void {
    if (++this.#count * 8 > this.#entries.length) this.#grow();
    const at = this.#slot(a, b);
    this.#entries[at] = this.#round;
    this.#entries[at + 1] = a;
    this.#entries[at + 2] = b;
    this.#entries[at + 3] = ref;
  }

  #slot(a: number, b: number): number {
    const entries = this.#entries;
    const mask = entries.length - 1;
    for (let at = (mixed(mixed(7, a), b) << 2) & mask; ; at = (at + 4) & mask)
      if (entries[at] !== this.#round || (entries[at + 1] === a && entries[at + 2] === b)) return at;
  }

  #grow(): void {
    const before = this.#entries;
    this.#entries = new Int32Array(before.length * 2);
    for (let at = 0; at < before.length; at += 4) {
      if (before[at] !== this.#round) continue;
      const slot = this.#slot(before[at + 1] as number, before[at + 2] as number);
      this.#entries.set(before.subarray(at, at + 4), slot);
    }
  }
}
