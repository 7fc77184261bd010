import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Question, ReviewCase } from '../../../client/index.ts';
import { api, type Problem, problemOf } from '../../api.ts';

interface OpenCase {
  readonly found: ReviewCase | undefined;
  readonly problem: Problem | undefined;
  /** Reads it again and gives it back. */
  readonly reload: () => Promise<ReviewCase | undefined>;
  /** Our questions, by which answers are named. */
  readonly questions: readonly Question[];
}

/** A request at the payer, with what came with it. */
export const useCase = (id: string): OpenCase => {
  const found = useSignal<ReviewCase | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const questions = useSignal<readonly Question[]>([]);
  const reload = async (): Promise<ReviewCase | undefined> => {
    try {
      found.value = await api().reviewCase(id);
      problem.value = undefined;
    } catch (error) {
      problem.value = problemOf(error);
    }
    return found.value;
  };
  useEffect(() => {
    void reload();
    api()
      .questions()
      .then(
        (all) => {
          questions.value = all;
        },
        // Without them an answer has the name its message gave it.
        () => undefined,
      );
  }, [id]);
  return { found: found.value, problem: problem.value, reload, questions: questions.value };
};
