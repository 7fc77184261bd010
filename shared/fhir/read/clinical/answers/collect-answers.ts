import type { Extension, Questionnaire, QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
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

/** An answer and whatever is said about it, on it or on its item. */
interface GivenAnswer {
  readonly value: AnswerValue | 'several';
  readonly extensions: readonly Extension[];
}

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
export const collectAnswers = ({ item }: QuestionnaireResponse): ReadonlyMap<string, GivenAnswer> => {
  const answers = new Map<string, GivenAnswer>();
  for (const { linkId, answer = [], extension = [] } of flatten(item))
    for (const one of answer) {
      const { value: before = one, extensions = [] } = answers.get(linkId) ?? {};
      const value = before === 'several' || !sameValue(before, one) ? 'several' : before;
      answers.set(linkId, { value, extensions: [...extensions, ...(one.extension ?? []), ...extension] });
    }
  return answers;
};
