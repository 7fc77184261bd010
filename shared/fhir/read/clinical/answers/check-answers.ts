import type { QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4';
import { ok, type Problem, type Result, refused } from '../../../../core/model/result.ts';
import type { Canonicals } from '../../../canonical.ts';
import { clinicalQuestionnaire } from '../../../definitions/clinical-questionnaire.ts';
import { isOurForm } from './collect-answers.ts';
import { readerOf } from './read-answer-value.ts';

const DONE: ReadonlySet<string> = new Set(['completed', 'amended']);

interface Placed {
  readonly item: QuestionnaireResponseItem;
  readonly path: string;
}

/** Every item with its FHIRPath: in groups, under items and under answers. */
const placedItems = (items: readonly QuestionnaireResponseItem[] | undefined, path: string): readonly Placed[] =>
  (items ?? []).flatMap((item, index) => {
    const at = `${path}.item[${index}]`;
    return [
      { item, path: at },
      ...placedItems(item.item, at),
      ...(item.answer ?? []).flatMap((answer, place) => placedItems(answer.item, `${at}.answer[${place}]`)),
    ];
  });

const linkIdsOf = (canonicals: Canonicals): ReadonlySet<string> => {
  const found = new Set<string>();
  const walk = (items: ReturnType<typeof clinicalQuestionnaire>['item']): void => {
    for (const { linkId, item } of items ?? []) {
      found.add(linkId);
      walk(item);
    }
  };
  walk(clinicalQuestionnaire(canonicals).item);
  return found;
};

const problemsOf = ({ item, path }: Placed, ours: ReadonlySet<string>, canonicals: Canonicals): readonly Problem[] => {
  const { linkId, answer = [] } = item;
  const isGroup = answer.length === 0 && item.item !== undefined;
  if (!ours.has(linkId))
    return isGroup
      ? []
      : [{ code: 'value', says: 'The questionnaire has no question of this id.', expression: `${path}.linkId` }];
  const read = readerOf(linkId);
  return answer.flatMap((one, index): readonly Problem[] => {
    const isRead = read?.(one, canonicals) !== undefined;
    const says = 'This is not a value of the question.';
    return isRead ? [] : [{ code: 'value', says, expression: `${path}.answer[${index}]` }];
  });
};

/**
 * A finished response to the clinical questionnaire, each answer to a question of it and readable. All problems at once.
 * @param path FHIRPath of the response
 * @returns how many questions were answered
 */
export const checkAnswers = (response: QuestionnaireResponse, path: string, canonicals: Canonicals): Result<number> => {
  if (!isOurForm(response, canonicals))
    return refused({
      code: 'value',
      says: `Only answers to ${canonicals.questionnaire} are read.`,
      expression: `${path}.questionnaire`,
    });
  if (!DONE.has(response.status))
    return refused({ code: 'value', says: 'Send a completed or amended response.', expression: `${path}.status` });
  const items = placedItems(response.item, path);
  const ours = linkIdsOf(canonicals);
  const problems = items.flatMap((one) => problemsOf(one, ours, canonicals));
  if (problems.length) return refused(...problems);
  const answered = items.filter(({ item }) => item.answer?.length).length;
  return answered
    ? ok(answered)
    : refused({ code: 'required', says: 'The response answers no question.', expression: `${path}.item` });
};
