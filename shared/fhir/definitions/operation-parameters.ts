import type { OperationDefinitionParameter } from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import { valueSetOf, type WordListId } from './code-systems.ts';

type Given = Pick<OperationDefinitionParameter, 'type' | 'targetProfile' | 'binding' | 'searchType'>;

export const input = (
  name: string,
  cardinality: '0..1' | '1..1' | '0..*' | '1..*',
  documentation: string,
  given: Given,
): OperationDefinitionParameter => {
  const [min, max] = cardinality.split('..');
  return { name, use: 'in', min: Number(min), max: max ?? '1', documentation, ...given };
};

export const output = (type: NonNullable<Given['type']>, documentation: string): OperationDefinitionParameter => ({
  name: 'return',
  use: 'out',
  min: 1,
  max: '1',
  documentation,
  type,
});

type Type = NonNullable<Given['type']>;

/** An output, or a part of one, by its name. */
export const told = (name: string, type: Type, documentation: string): OperationDefinitionParameter => ({
  ...output(type, documentation),
  name,
});
/** The same, where there is one. */
export const maybeTold = (name: string, type: Type, documentation: string): OperationDefinitionParameter => ({
  ...told(name, type, documentation),
  min: 0,
});
/** Any number of outputs with parts. */
export const toldParts = (
  name: string,
  documentation: string,
  part: OperationDefinitionParameter[],
): OperationDefinitionParameter => ({ name, use: 'out', min: 0, max: '*', documentation, part });

export const bound = (words: WordListId, canonicals: Canonicals): Given => ({
  type: 'code',
  binding: { strength: 'required', valueSet: valueSetOf(words, canonicals) },
});

/** `Reference` to one of these types. */
export const referenceTo = (...types: readonly string[]): Given => ({
  type: 'Reference',
  targetProfile: types.map((type) => `http://hl7.org/fhir/StructureDefinition/${type}`),
});

/** An output of a word of a list. */
export const toldWord =
  (canonicals: Canonicals) =>
  (name: string, words: WordListId, documentation: string): OperationDefinitionParameter => ({
    ...told(name, 'code', documentation),
    ...bound(words, canonicals),
  });
