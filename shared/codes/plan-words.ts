/** Wording as compared: lower case, words apart by one blank and between two, apostrophes left out. */
export const plainWords = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** Whether plain words hold the number of a contract with Medicare: one of these letters and four digits. */
export const holdsContract = (said: string, letters: readonly string[]): boolean =>
  letters.length > 0 &&
  said.split(' ').some((word) => /^[a-z]\d{4}$/.test(word) && letters.includes(word.charAt(0).toUpperCase()));

const holdsRun = (said: string, run: string): boolean =>
  said.includes(run.endsWith('*') ? ` ${run.slice(0, -1)}` : ` ${run} `);

/** Whether plain words hold one of these runs of whole words; a `*` at the end leaves the last word open. */
export const holdsWords = (said: string, words: readonly string[]): boolean => words.some((run) => holdsRun(said, run));
