import type { QuestionnaireResponse } from 'fhir/r4';
import { compact } from '../../../../core/model/compact.ts';
import { addDays, lastDay } from '../../../../core/model/dates.ts';
import type { FactName } from '../../../../core/model/facts.ts';
import { isFactName } from '../../../../core/model/vocabulary.ts';
import type { Chart } from '../chart.ts';
import type { ClinicalContext, ClinicalFinding, Read } from '../finding.ts';
import { dateOf, FINDING_DAYS, isTooLate } from '../when.ts';
import { collectAnswers, isOurForm } from './collect-answers.ts';
import { readerOf } from './read-answer-value.ts';
import { whoAnswered } from './who-answered.ts';

const DONE: ReadonlySet<string> = new Set(['completed', 'amended']);

/** Answers count for a year (our choice): older ones were given for another order. */
const isTooOld = (on: string, serviceDate: string) => lastDay(on) < addDays(serviceDate, -FINDING_DAYS);

const DIFFERS = 'it differs from another';
const WRONG_TYPE = 'it is not a value of this question';
const ignored = (linkId: string, why: string): ClinicalFinding => ({
  warns: `The answer to ${linkId} was ignored: ${why}.`,
});

/** A question and its nested questions read together; "none" and parts of a test contradict each other. */
const valuesOf = (fact: FactName, given: ReadonlyMap<string, unknown>): readonly unknown[] => {
  const own = given.has(fact) ? [given.get(fact)] : [];
  if (fact !== 'priorIschemiaTest') return own;
  const parts = compact({
    date: given.get(`${fact}.date`),
    modality: given.get(`${fact}.modality`),
    result: given.get(`${fact}.result`),
  });
  if (Object.keys(parts).length === 0) return own;
  return own[0] === undefined ? [...own, parts] : [{ ...own[0], ...parts }];
};

/** Readable answers by linkId, and a warning for each unreadable one. */
const readGiven = (
  response: QuestionnaireResponse,
  { canonicals, vouches }: Pick<ClinicalContext, 'canonicals' | 'vouches'>,
  chart: Chart,
) => {
  const given = new Map<string, unknown>();
  const warnings: ClinicalFinding[] = [];
  const unconfirmed = new Set<string>();
  const who = whoAnswered(response, chart, vouches);
  for (const [linkId, { value: answer, extensions }] of collectAnswers(response)) {
    const read = readerOf(linkId);
    if (!read) continue;
    if (who(extensions) === 'other') unconfirmed.add(linkId.split('.')[0] ?? '');
    const said = answer === 'several' ? undefined : read(answer, canonicals);
    if (said) given.set(linkId, said.value);
    else warnings.push(ignored(linkId, answer === 'several' ? DIFFERS : WRONG_TYPE));
  }
  return { given, warnings, unconfirmed };
};

/** A response to `{base}/Questionnaire/stress-test-clinical`: linkId = fact name. Other questions are ignored. */
export const readQuestionnaireAnswers: Read<'QuestionnaireResponse'> = (
  response,
  reference,
  { canonicals, serviceDate, vouches, chart },
) => {
  if (!isOurForm(response, canonicals) || response.status === 'entered-in-error') return [];
  if (!DONE.has(response.status)) return [{ warns: 'An unfinished response to the clinical questions was not read.' }];
  const on = dateOf(response.authored);
  if (on && isTooOld(on, serviceDate))
    return [{ warns: 'A response to the clinical questions from over a year ago was not read.' }];
  const { given, warnings, unconfirmed } = readGiven(response, { canonicals, vouches }, chart);
  const facts = new Set([...given.keys()].map((linkId) => linkId.split('.')[0] ?? '').filter(isFactName));
  const statements = [...facts].flatMap((fact) =>
    valuesOf(fact, given).map((value): ClinicalFinding => {
      if (isTooLate(fact, value, serviceDate)) return ignored(fact, 'its date is not before the service');
      const reason = value === false ? given.get(`${fact}.reason`) : undefined;
      const rank = unconfirmed.has(fact) ? 'unconfirmed' : 'answer';
      return { fact, value, rank, reference, ...compact({ on, reason: reason as string | undefined }) };
    }),
  );
  return [...warnings, ...statements];
};
