/** Makes a value once a key, and forgets those not used for longest. */
export const keepRecent = <From, T>(most: number, make: (from: From) => T) => {
  const kept = new Map<string, T>();
  return (key: string, from: From): T => {
    const made = kept.get(key) ?? make(from);
    kept.delete(key);
    kept.set(key, made);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return made;
  };
};
