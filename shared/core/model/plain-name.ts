/** Names as compared: case and punctuation are ignored; a missing or added word is not. */
export const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
