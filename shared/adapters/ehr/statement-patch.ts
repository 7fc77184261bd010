import type { Extension } from 'fhir/r4';

/** The extensions of an order with a statement in its place. @param at place of the one it replaces; none: behind the others */
export const withStatement = (
  extension: readonly Extension[],
  statement: Extension,
  at: number | undefined,
): Extension[] => (at === undefined ? [...extension, statement] : extension.with(at, statement));

/** The same as an operation of a JSON Patch. */
export const statementPatch = (extension: readonly Extension[], statement: Extension, at: number | undefined) => {
  if (at !== undefined) return { op: 'replace' as const, path: `/extension/${at}`, value: statement };
  return extension.length
    ? { op: 'add' as const, path: '/extension/-', value: statement }
    : { op: 'add' as const, path: '/extension', value: [statement] };
};
