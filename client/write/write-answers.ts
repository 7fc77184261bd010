import type { Answers, FactAnswer, Question } from '../model/question.ts';
import type { Form } from '../read/read-form.ts';
import { StresspassError } from '../transport/stresspass-error.ts';

const refuse = (element: string, message: string) =>
  new StresspassError({ status: 0, problems: [{ code: 'value', message, element }] });

const written = ({ kind, fact, options, never }: Question, answer: FactAnswer, system: string): object => {
  if (typeof answer === 'object') {
    if (never) return { valueCoding: { system, code: 'none' } };
  } else if (kind === 'yes-no' && typeof answer === 'boolean') return { valueBoolean: answer };
  else if (kind === 'number' && typeof answer === 'number') return { valueDecimal: answer };
  else if (kind === 'date' && typeof answer === 'string' && /^\d{4}(-\d{2}){0,2}$/.test(answer))
    return { valueDate: answer };
  else if (kind === 'choice' && options.some(({ code }) => code === answer))
    return { valueCoding: { system, code: answer } };
  else if (kind === 'text' && typeof answer === 'string') return { valueString: answer };
  throw refuse(fact, `This answer does not fit the question ${fact}.`);
};

/** Answers as items of a QuestionnaireResponse; parts of a question are named `question.part`. */
export const writeItems = (answers: Answers, { questions, base }: Form): readonly object[] => {
  const all = new Map(questions.flatMap((one) => [one, ...one.parts]).map((one) => [one.fact, one]));
  return Object.entries(answers).map(([fact, answer]) => {
    const question = all.get(fact);
    if (!question) throw refuse(fact, `There is no question ${fact}.`);
    return { linkId: fact, answer: [written(question, answer, `${base}/CodeSystem/fact-values`)] };
  });
};

export const writeAnswers = (answers: Answers, form: Form, author: string | undefined): string =>
  JSON.stringify({
    resourceType: 'QuestionnaireResponse',
    questionnaire: form.url,
    status: 'completed',
    ...(author ? { author: { reference: author } } : {}),
    item: writeItems(answers, form),
  });
