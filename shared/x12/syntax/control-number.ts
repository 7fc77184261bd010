const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const HIGHEST = 999_999_999;

/** FNV-1a, 32 bits. */
export const shortHash = (text: string): number => {
  let hash = FNV_OFFSET;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, FNV_PRIME) >>> 0;
  return hash;
};

/** Nine digits that follow from the message's identifier: the same message sent again is seen to be the same. */
export const controlNumber = (messageId: string): string =>
  String((shortHash(messageId) % HIGHEST) + 1).padStart(9, '0');
