import type { OpenQuestion, Question } from '../../client/index.ts';

/** Open questions the form knows, the best next one first. */
export const askable = (missing: readonly OpenQuestion[], questions: readonly Question[]): readonly Question[] =>
  missing.flatMap(({ fact }) => questions.find((question) => question.fact === fact) ?? []);
