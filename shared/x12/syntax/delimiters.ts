/** The four separators of one interchange; each interchange names its own in its ISA segment. */
export interface Delimiters {
  readonly element: string;
  /** ISA11; absent where the sender's release has none. */
  readonly repetition?: string;
  /** ISA16. */
  readonly component: string;
  readonly segment: string;
}

/** What we write with. */
export const OWN_DELIMITERS = { element: '*', repetition: '^', component: ':', segment: '~' } as const;
