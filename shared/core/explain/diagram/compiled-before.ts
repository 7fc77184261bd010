import type { PolicyDiagrams } from './compile-diagram.ts';

/** Finds diagrams by the text of all they are made from (`diagramText`). */
export type FindDiagrams = (text: string) => PolicyDiagrams | undefined;

let find: FindDiagrams | undefined;

/** A deployment brings the diagrams of the released rules along: compiling them took most of a first answer. */
export const useCompiledDiagrams = (source: FindDiagrams): void => {
  find = source;
};

export const compiledBefore = (text: () => string): PolicyDiagrams | undefined => find?.(text());
