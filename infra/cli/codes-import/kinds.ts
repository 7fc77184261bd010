/** Public files that can be imported, as the command line names them. */
export const KINDS = ['ptp', 'mue', 'pprrvu', 'gpci', 'icd10cm', 'descriptors'] as const;
export type Kind = (typeof KINDS)[number];

export const isKind = (word: string): word is Kind => KINDS.some((kind) => kind === word);
