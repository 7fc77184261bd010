/** One check: `ok`, worth knowing (`note`), or something that stops the service or a command (`problem`). */
export interface CheckUp {
  readonly what: string;
  readonly is: 'ok' | 'note' | 'problem';
  readonly says: string;
}
