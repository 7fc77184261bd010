import { readForm } from '../ask/form.ts';
import { print } from '../print.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { askService } from '../service/call-service.ts';
import { findService } from '../service/find-service.ts';
import { describeRecord } from './describe-record.ts';
import { operationOn } from './parameters.ts';
import type { OrderOptions } from './status.ts';

interface Options extends OrderOptions {
  readonly author?: string;
}

const FORM = '/r4/Questionnaire/stress-test-clinical';

export const answerQuestions = async (
  order: string,
  answers: readonly string[],
  options: Options,
): Promise<ExitCode> => {
  const service = await findService(options.url);
  const { url, questions } = readForm(await askService(service, { path: FORM }));
  const item = answers.map((given) => {
    const [linkId = '', ...typed] = given.split('=');
    const question = questions.get(linkId);
    if (!question || typed.length === 0)
      throw wrongUsage(
        `"${given}" is no answer: write question=answer, with one of ${[...questions.keys()].join(', ')}.`,
      );
    return { linkId, answer: [question.read(typed.join('='))] };
  });
  const body = JSON.stringify({
    resourceType: 'QuestionnaireResponse',
    questionnaire: url,
    status: 'completed',
    ...(options.author ? { author: { reference: options.author } } : {}),
    item,
  });
  await askService(service, { method: 'POST', path: operationOn(order, 'answer', options.source), body });
  const task = await askService(service, { path: operationOn(order, 'authorization-status', options.source) });
  print(options, task, describeRecord(task));
  return 0;
};
