import type { Questionnaire, QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import type { Canonicals } from '../../../canonical.ts';
import type { AnswerValue } from './read-answer-value.ts';

const withoutVersion = (canonical: string) => canonical.split('|')[0];

/** Whether it answers our clinical questionnaire: by its canonical, or by a contained form derived from it (DTR). */
export const isOurForm = (
  { questionnaire = '', contained = [] }: QuestionnaireResponse,
  canonicals: Canonicals,
): boolean => {
  if (!questionnaire.startsWith('#')) return withoutVersion(questionnaire) === canonicals.questionnaire;
  return contained
    .filter((one): one is Questionnaire => one.resourceType === 'Questionnaire' && one.id === questionnaire.slice(1))
    .flatMap(({ url = '', derivedFrom = [] }) => [url, ...derivedFrom])
    .some((name) => withoutVersion(name) === canonicals.questionnaire);
};

/** Items in groups, under items and under answers. */
const flatten = (items: readonly QuestionnaireResponseItem[] = []): readonly QuestionnaireResponseItem[] =>
  items.flatMap((item) => [
    item,
    ...flatten(item.item),
    ...(item.answer ?? []).flatMap((answer) => flatten(answer.item)),
  ]);

const VALUES = ['valueBoolean', 'valueDecimal', 'valueInteger', 'valueDate', 'valueCoding', 'valueString'] as const;

const sameValue = (a: AnswerValue, b: AnswerValue) =>
  VALUES.every((key) => JSON.stringify(a[key]) === JSON.stringify(b[key]));

/** The one answer given to each linkId; `several` when two differ. */
export const collectAnswers = ({ item }: QuestionnaireResponse): ReadonlyMap<string, AnswerValue | 'several'> => {
  const answers = new Map<string, AnswerValue | 'several'>();
  for (const { linkId, answer = [] } of flatten(item))
    for (const one of answer) {
      const before = answers.get(linkId);
      const differs = before !== undefined && before !== 'several' && !sameValue(before, one);
      answers.set(linkId, before === 'several' || differs ? 'several' : (before ?? one));
    }
  return answers;
};
