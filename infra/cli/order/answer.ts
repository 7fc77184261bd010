import type { FactAnswer } from '../../../client/index.ts';
import { readForm } from '../ask/form.ts';
import { print } from '../print.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { withClient } from '../service/open-client.ts';
import { describeRecord } from './describe-record.ts';
import { ofSource } from './parameters.ts';
import type { OrderOptions } from './status.ts';

interface Options extends OrderOptions {
  readonly author?: string;
}

const FORM = '/r4/Questionnaire/stress-test-clinical';
const NEVER = 'none';

/** An answer of a QuestionnaireResponse, under the client's names. */
const answerOf = (written: object): FactAnswer => {
  const [value] = Object.values(written);
  const word = typeof value === 'object' && value !== null && 'code' in value ? String(value.code) : value;
  return word === NEVER ? { never: true } : word;
};

export const answerQuestions = async (
  order: string,
  answers: readonly string[],
  options: Options,
): Promise<ExitCode> => {
  const asked = ofSource(options.source);
  const { found, json } = await withClient(options.url, async (client) => {
    const { questions } = readForm(await client.read(FORM));
    const given = answers.map((one) => {
      const [linkId = '', ...typed] = one.split('=');
      const question = questions.get(linkId);
      if (!question || typed.length === 0)
        throw wrongUsage(
          `"${one}" is no answer: write question=answer, with one of ${[...questions.keys()].join(', ')}.`,
        );
      return [linkId, answerOf(question.read(typed.join('=')))] as const;
    });
    const by = options.author ? { author: options.author } : {};
    await client.answer(order, Object.fromEntries(given), { ...asked, ...by });
    return client.record(order, asked);
  });
  print(options, json, describeRecord(found));
  return 0;
};
