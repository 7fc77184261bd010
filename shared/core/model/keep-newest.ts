/** Puts an entry into a map of `most` at the most: the oldest give way. Returns the value. */
export const keepNewest = <K, V>(kept: Map<K, V>, key: K, value: V, most: number): V => {
  for (const oldest of kept.keys()) {
    if (kept.size < most) break;
    kept.delete(oldest);
  }
  kept.set(key, value);
  return value;
};
