import type { ClaimResponseProcessNote } from 'fhir/r4';
import type { Determination } from '../../../core/model/determination.ts';

/** The sentences of a pre-check, each written once, and the numbers by which lines refer to them. */
interface ProcessNotes {
  readonly notes: readonly ClaimResponseProcessNote[];
  /** Note numbers of one line. */
  readonly numbersOf: (determination: Determination) => number[];
}

const sentencesOf = ({ reasons, findings, warnings }: Determination): readonly string[] =>
  [...reasons, ...findings.map(({ says, fix }) => `${says} ${fix}`), ...warnings]
    .map((text) => text.trim())
    .filter((text) => text !== '');

export const processNotes = (determinations: readonly Determination[]): ProcessNotes => {
  const texts = [...new Set(determinations.flatMap(sentencesOf))];
  const numbers = new Map(texts.map((text, index) => [text, index + 1] as const));
  return {
    notes: texts.map((text, index) => ({ number: index + 1, type: 'display', text })),
    numbersOf: (determination) => [...new Set(sentencesOf(determination))].flatMap((text) => numbers.get(text) ?? []),
  };
};
