const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Short digest of exact content (FNV-1a, 32 bit, over the JSON text): equal data, equal version. Not for security. */
export const contentVersion = (...contents: readonly unknown[]): string => {
  let hash = FNV_OFFSET;
  for (const content of contents) {
    const text = JSON.stringify(content);
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
};
