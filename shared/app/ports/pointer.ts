/** The only content of a queue message: names, never patient data. */
export interface Pointer {
  readonly tenant: string;
  readonly id: string;
}
