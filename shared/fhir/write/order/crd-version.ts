/** Releases of Da Vinci CRD a coverage-information statement can be written in. */
export type CrdVersion = '2.0' | '2.1' | '2.2';
