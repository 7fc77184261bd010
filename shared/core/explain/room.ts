/**
 * Numbers for one calculation after the other, as many as the largest so far asked for: making an array each time takes
 * longer than to calculate. All are 0 at first; valid until it is asked again.
 */
export class Room {
  #held = new Float64Array(0);

  of(size: number): Float64Array {
    if (this.#held.length < size) this.#held = new Float64Array(2 * size);
    else this.#held.fill(0, 0, size);
    return this.#held;
  }
}
