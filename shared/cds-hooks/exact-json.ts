/** JSON that keeps every number's original digits (FHIR: 1.50 is not 1.5). */
export interface ExactJson {
  /** Numbers become marked text; give it text that is JSON. */
  read(text: string): unknown;
  /** The marked text becomes the number again, digit for digit. */
  write(value: unknown): string;
}

/** A string, or a number outside of one. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/**
 * The only lossless JSON reader in the project: what a client writes back must be what it sent. `mark` is letters, digits
 * and hyphens that cannot be guessed, so that no client text passes for a number.
 */
export const openExactJson = (mark: string): ExactJson => {
  const marked = new RegExp(`"${mark}:(-?\\d[\\d.eE+-]*)"`, 'g');
  return {
    read: (text) =>
      JSON.parse(text.replace(/^\uFEFF/, '').replace(TOKEN, (one) => (one.startsWith('"') ? one : `"${mark}:${one}"`))),
    write: (value) => JSON.stringify(value).replace(marked, '$1'),
  };
};
