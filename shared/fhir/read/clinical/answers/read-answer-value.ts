import type { QuestionnaireResponseItemAnswer } from 'fhir/r4';
import type { FactName } from '../../../../core/model/facts.ts';
import { isFactName, VOCABULARY } from '../../../../core/model/vocabulary.ts';
import type { Canonicals } from '../../../canonical.ts';
import { ISCHEMIA_TEST_WORDS, NEVER, TEST_RESULT_WORDS } from '../../../definitions/fact-words.ts';
import { dateOf } from '../when.ts';

export type AnswerValue = Omit<QuestionnaireResponseItemAnswer, 'item'>;

/** A value that was read; `undefined` as value: the event never happened. */
interface SaidAnswer {
  readonly value: unknown;
}

const said = (value: unknown): SaidAnswer | undefined => (value === undefined ? undefined : { value });

/** One of our codes: as a coding (of our system, or without system) or as text. */
const wordOf = ({ valueCoding, valueString }: AnswerValue, { factValues }: Canonicals): string | undefined =>
  valueCoding && (valueCoding.system ?? factValues) === factValues ? valueCoding.code : valueString;

const oneOf = (words: readonly string[], answer: AnswerValue, canonicals: Canonicals): SaidAnswer | undefined => {
  const word = wordOf(answer, canonicals);
  return word !== undefined && words.includes(word) ? { value: word } : undefined;
};

const dateOfEvent = ({ valueDate }: AnswerValue): SaidAnswer | undefined => {
  const date = dateOf(valueDate);
  return date ? { value: { date } } : undefined;
};

/** What a clinician can state can be answered; what comes with the order cannot. */
export const readFactValue = (fact: FactName, answer: AnswerValue, canonicals: Canonicals): SaidAnswer | undefined => {
  const { kind, type, words = [], question } = VOCABULARY[fact];
  if (kind === 'context' || question === undefined) return undefined;
  if (type === 'boolean') return said(answer.valueBoolean);
  if (type === 'word') return oneOf(words, answer, canonicals);
  if (type === 'event') return wordOf(answer, canonicals) === NEVER ? { value: undefined } : dateOfEvent(answer);
  const number = answer.valueDecimal ?? answer.valueInteger;
  return type === 'number' && number !== undefined && number >= 0 ? { value: number } : undefined;
};

type ReadValue = (answer: AnswerValue, canonicals: Canonicals) => SaidAnswer | undefined;

const readReason: ReadValue = (answer, canonicals) => said(wordOf(answer, canonicals));

/** Questions nested under a question. */
const PARTS: ReadonlyMap<string, ReadValue> = new Map<string, ReadValue>([
  ['canExercise.reason', readReason],
  ['ecgReadable.reason', readReason],
  ['priorIschemiaTest.date', ({ valueDate }) => said(dateOf(valueDate))],
  ['priorIschemiaTest.modality', (answer, canonicals) => oneOf(ISCHEMIA_TEST_WORDS, answer, canonicals)],
  ['priorIschemiaTest.result', (answer, canonicals) => oneOf(TEST_RESULT_WORDS, answer, canonicals)],
]);

/** Reads the answer to one of our questions; undefined for a linkId that is not ours. */
export const readerOf = (linkId: string): ReadValue | undefined =>
  PARTS.get(linkId) ??
  (isFactName(linkId) ? (answer, canonicals) => readFactValue(linkId, answer, canonicals) : undefined);
