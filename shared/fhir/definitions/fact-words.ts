import { type FactValues, TEST_MODALITIES } from '../../core/model/facts.ts';
import { VOCABULARY } from '../../core/model/vocabulary.ts';

/** `priorMi` -> `prior mi`, `new-or-worse` -> `new or worse`. */
export const spaced = (word: string): string =>
  word
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();

/** Every fact by name, as questions and explanations cite it. */
export const FACT_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(VOCABULARY).map(([name, { question }]) => [name, question ?? `From the record: ${spaced(name)}.`]),
);

type TestResult = NonNullable<FactValues['priorIschemiaTest']['result']>;
const TEST_RESULTS: Readonly<Record<TestResult, true>> = { normal: true, abnormal: true, equivocal: true };
export const TEST_RESULT_WORDS: readonly string[] = Object.keys(TEST_RESULTS);

/** Tests that look for ischemia; a pulmonary stress test does not. */
export const ISCHEMIA_TEST_WORDS: readonly string[] = TEST_MODALITIES.filter((modality) => modality !== 'pulmonary');

/** Code for an event that never happened. */
export const NEVER = 'none';

const answered = Object.values(VOCABULARY).flatMap(({ kind, words }) => (kind === 'context' ? [] : (words ?? [])));

/** Every code a clinical question can be answered with. */
export const FACT_VALUE_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  [...new Set([NEVER, ...answered, ...TEST_RESULT_WORDS, ...ISCHEMIA_TEST_WORDS])].map((word) => [word, spaced(word)]),
);
