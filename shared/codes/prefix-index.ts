/** ICD codes are compared without dot and case. */
export const plainCode = (code: string): string => code.replaceAll('.', '').trim().toUpperCase();

/** Codes whose place is kept in mind; an order has few, and each is looked up by many rules. */
const MOST_KEPT = 500;

/** Finds by exact code first, then by the longest prefix written with a `*` at its end. */
export const prefixIndex = <T>(entries: Iterable<readonly [pattern: string, value: T]>) => {
  const exact = new Map<string, T>();
  const prefixes = new Map<string, T>();
  for (const [pattern, value] of entries) {
    const index = pattern.endsWith('*') ? prefixes : exact;
    const key = plainCode(pattern.replace('*', ''));
    if (index.has(key)) throw new Error(`Code table lists ${pattern} twice`);
    index.set(key, value);
  }
  const find = (code: string): T | undefined => {
    const key = plainCode(code);
    const found = exact.get(key);
    if (found !== undefined) return found;
    for (let length = key.length; length > 0; length -= 1) {
      const value = prefixes.get(key.slice(0, length));
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const kept = new Map<string, T | undefined>();
  return (code: string): T | undefined => {
    const before = kept.get(code);
    if (before !== undefined || kept.has(code)) return before;
    if (kept.size >= MOST_KEPT) kept.clear();
    const found = find(code);
    kept.set(code, found);
    return found;
  };
};
