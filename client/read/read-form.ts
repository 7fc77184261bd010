import type { Question } from '../model/question.ts';
import { type Element, elementOf, elementsOf, textOf } from './element.ts';

const KINDS: Readonly<Record<string, Question['kind']>> = {
  boolean: 'yes-no',
  decimal: 'number',
  date: 'date',
  choice: 'choice',
};
const NEVER = 'none';

const optionsOf = (item: Element) => elementsOf(item.answerOption).map(({ valueCoding }) => elementOf(valueCoding));

const questionOf = (item: Element): Question => {
  const options = optionsOf(item).map(({ code, display }) => ({
    code: textOf(code),
    name: textOf(display) || textOf(code),
  }));
  const nested = elementsOf(item.item);
  return {
    fact: textOf(item.linkId),
    text: textOf(item.text) || textOf(item.linkId),
    kind: KINDS[textOf(item.type)] ?? 'text',
    options: options.filter(({ code }) => code !== NEVER),
    // Which fact may be answered by "none" is said by its option, or by the hint below it.
    never: options.some(({ code }) => code === NEVER) || nested.some(({ type }) => type === 'display'),
    parts: nested.filter(({ type }) => type !== 'display' && type !== 'string').map(questionOf),
  };
};

/** The clinical questionnaire: what is asked, and what answers are written with. */
export interface Form {
  readonly url: string;
  /** Address of the definitions of the service. */
  readonly base: string;
  readonly questions: readonly Question[];
}

export const readForm = (questionnaire: unknown): Form => {
  const root = elementOf(questionnaire);
  const url = textOf(root.url);
  return {
    url,
    base: url.replace(/\/Questionnaire\/.*$/, ''),
    questions: elementsOf(root.item).map(questionOf),
  };
};
