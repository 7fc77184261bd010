import type { Questionnaire, QuestionnaireItem } from 'fhir/r4';
import { type FactDefinition, VOCABULARY } from '../../core/model/vocabulary.ts';
import type { Canonicals } from '../canonical.ts';
import { ISCHEMIA_TEST_WORDS, NEVER, spaced, TEST_RESULT_WORDS } from './fact-words.ts';
import { ownHeader } from './own-header.ts';

type Answered = Pick<QuestionnaireItem, 'type' | 'answerOption' | 'item'>;

const choice = (
  words: readonly string[],
  { factValues }: Canonicals,
): Pick<QuestionnaireItem, 'type' | 'answerOption'> => ({
  type: 'choice',
  answerOption: words.map((code) => ({ valueCoding: { system: factValues, code, display: spaced(code) } })),
});

/** A form can only offer the date; software may answer with the code, as the hint says. */
const neverHint = (linkId: string): QuestionnaireItem => ({
  linkId: `${linkId}.hint`,
  text: `Software answers with the coding "${NEVER}" where it never happened.`,
  type: 'display',
});

/** Accepted for a fact that was answered "no". */
const reason = (fact: string, text: string): QuestionnaireItem => ({
  linkId: `${fact}.reason`,
  text,
  type: 'string',
  enableWhen: [{ question: fact, operator: '=', answerBoolean: false }],
});

const testDetails = (canonicals: Canonicals): QuestionnaireItem[] => {
  const unlessNone = {
    enableWhen: [{ question: 'priorIschemiaTest', operator: 'exists' as const, answerBoolean: false }],
  };
  return [
    { linkId: 'priorIschemiaTest.date', text: 'When was it?', type: 'date', ...unlessNone },
    {
      linkId: 'priorIschemiaTest.modality',
      text: 'Which kind of test?',
      ...choice(ISCHEMIA_TEST_WORDS, canonicals),
      ...unlessNone,
    },
    {
      linkId: 'priorIschemiaTest.result',
      text: 'What did it show?',
      ...choice(TEST_RESULT_WORDS, canonicals),
      ...unlessNone,
    },
  ];
};

/** Facts whose answer has parts of its own. */
const nested = (name: string, canonicals: Canonicals): Answered | undefined => {
  if (name === 'priorIschemiaTest') return { ...choice([NEVER], canonicals), item: testDetails(canonicals) };
  if (name === 'canExercise') return { type: 'boolean', item: [reason(name, 'Why can the patient not exercise?')] };
  if (name === 'ecgReadable') return { type: 'boolean', item: [reason(name, 'What makes the ECG unreadable?')] };
  return undefined;
};

const answered = (name: string, { type, words }: FactDefinition, canonicals: Canonicals): Answered | undefined => {
  if (type === 'boolean') return { type };
  if (type === 'number') return { type: 'decimal' };
  if (type === 'date') return { type };
  if (type === 'event') return { type: 'date', item: [neverHint(name)] };
  return words ? choice(words, canonicals) : undefined;
};

/** Asks only what a clinician can state, not what comes with the order. */
const itemOf = ([name, fact]: [string, FactDefinition], canonicals: Canonicals): readonly QuestionnaireItem[] => {
  if (fact.kind === 'context' || !fact.question) return [];
  const asked = nested(name, canonicals) ?? answered(name, fact, canonicals);
  const code = [{ system: `${canonicals.base}/CodeSystem/fact`, code: name }];
  return asked ? [{ linkId: name, code, text: fact.question, ...asked }] : [];
};

/** `{base}/Questionnaire/stress-test-clinical`, generated from the vocabulary: linkId = fact name. */
export const clinicalQuestionnaire = (canonicals: Canonicals): Questionnaire => ({
  resourceType: 'Questionnaire',
  ...ownHeader(
    'Questionnaire',
    'stress-test-clinical',
    'Clinical questions about a cardiac stress test',
    'Everything that can be asked of a clinician; an answer asks only for the facts that can change it.',
    canonicals,
  ),
  subjectType: ['Patient'],
  item: Object.entries(VOCABULARY).flatMap((entry) => itemOf(entry, canonicals)),
});
