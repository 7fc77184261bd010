import * as z from 'zod/mini';
import type { FactName } from '../core/model/facts.ts';
import type { AnswerShares } from '../core/model/implication.ts';
import { isFactName, VOCABULARY } from '../core/model/vocabulary.ts';
import { dataSet } from './data-set.ts';
import { readTable } from './read-table.ts';

/** Neither 0 nor 1: an answer that cannot be is no answer. */
const share = z.number().check(z.gt(0), z.lt(1));

const answerShareFile = z.strictObject({
  dataSet,
  eventNone: share,
  historyYes: share,
  minor: share,
  words: z.record(z.string(), z.record(z.string(), share)),
});

const isWordOf = (name: FactName, word: string): boolean => {
  const { type, words } = VOCABULARY[name];
  return type === 'boolean' ? word === 'true' || word === 'false' : (words?.includes(word) ?? false);
};

/** How often each answer is expected; a word that is no answer to its fact is refused. */
export const answerShareTable = (json: unknown) => {
  const { dataSet: header, ...answerShares } = readTable(answerShareFile, json);
  for (const [name, words] of Object.entries(answerShares.words))
    for (const word of Object.keys(words))
      if (!isFactName(name) || !isWordOf(name, word)) throw new Error(`No fact ${name} is ${word}.`);
  return { dataSets: [header], answerShares: answerShares as AnswerShares };
};
