/** All that travels in a queue: names, never patient data. */
export interface Pointer {
  readonly tenant: string;
  readonly id: string;
}
