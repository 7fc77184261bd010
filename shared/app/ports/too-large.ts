/**
 * What a call asks for cannot be returned, or the table cannot hold it. Thrown before anything is written, so that a
 * caller who is refused finds nothing changed.
 */
export class TooLarge extends Error {
  override readonly name = 'TooLargeError';
}
