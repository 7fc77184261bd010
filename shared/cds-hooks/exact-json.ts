/** JSON read twice: as it is, and with every number kept in the digits it came in (FHIR: 1.50 is not 1.5). */
export interface ExactJson {
  /** Numbers become marked text; give it text that is JSON. */
  read(text: string): unknown;
  /** The marked text becomes the number again, digit for digit. */
  write(value: unknown): string;
}

/** A string, or a number outside of one. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/**
 * The only lossless reading in the project: what a client's system writes back must be what it sent. `mark` is letters,
 * digits and hyphens nobody can guess, so that no text of a client passes for a number.
 */
export const openExactJson = (mark: string): ExactJson => {
  const marked = new RegExp(`"${mark}:(-?\\d[\\d.eE+-]*)"`, 'g');
  return {
    read: (text) =>
      JSON.parse(text.replace(/^\uFEFF/, '').replace(TOKEN, (one) => (one.startsWith('"') ? one : `"${mark}:${one}"`))),
    write: (value) => JSON.stringify(value).replace(marked, '$1'),
  };
};
