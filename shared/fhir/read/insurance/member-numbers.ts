import type { Identifier } from 'fhir/r4';

/** A payer's member numbers: identifiers of type MB. */
export const memberNumbers = (identifiers: readonly Identifier[] | undefined): readonly string[] =>
  (identifiers ?? []).flatMap(({ type, value }) =>
    value && type?.coding?.some(({ code }) => code === 'MB') ? [value] : [],
  );
