/** Wording as compared: lower case, words apart by one blank, apostrophes left out. */
const plain = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** Whether a text holds the number of a contract with Medicare: one of these letters and four digits. */
export const holdsContract = (text: string, letters: readonly string[]): boolean =>
  plain(text)
    .split(' ')
    .some((word) => /^[a-z]\d{4}$/.test(word) && letters.includes(word.charAt(0).toUpperCase()));

/** Whether a text holds one of these runs of whole words; a `*` at the end leaves the last word open. */
export const holdsWords = (text: string, words: readonly string[]): boolean => {
  const said = plain(text);
  return words.some((run) => said.includes(run.endsWith('*') ? ` ${run.slice(0, -1)}` : ` ${run} `));
};
