import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Assessment, CoverageMap, Question } from '../../../client/index.ts';
import { api, type Problem, problemOf } from '../../api.ts';
import { Notice } from '../../parts/notice.tsx';
import { words } from '../../words/words.ts';
import { AskForm } from './ask-form.tsx';
import { AskedAnswer } from './asked-answer.tsx';
import { type Draft, readFragment, writeFragment } from './asked-fragment.ts';

const text = words.ask;
/** Typing settles before the service is asked. */
const SETTLE_MS = 250;

/** Nothing of a question that is not filled in yet. */
const without = (draft: Draft): Draft =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined && value !== ''));

const DIAGNOSIS = /^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/;

/** The Order view without a record. */
export const AskPage = () => {
  const draft = useSignal<Draft>(readFragment(location.hash));
  const map = useSignal<CoverageMap | undefined>(undefined);
  const questions = useSignal<readonly Question[]>([]);
  const answer = useSignal<Assessment | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const fail = (error: unknown): void => {
    problem.value = problemOf(error);
  };
  useEffect(() => {
    document.title = `${text.title} · ${words.product}`;
    const follow = (): void => {
      draft.value = readFragment(location.hash);
    };
    addEventListener('hashchange', follow);
    Promise.all([api().coverageMap(), api().questions()]).then(([found, asked]) => {
      map.value = found;
      questions.value = asked;
    }, fail);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const current = draft.value;
  useEffect(() => {
    const { payer, code, diagnoses = [] } = current;
    history.replaceState(history.state, '', `${location.pathname}#${writeFragment(current)}`);
    if (!payer || !code) {
      answer.value = undefined;
      return;
    }
    let left = false;
    const timer = setTimeout(() => {
      const known = diagnoses.filter((one) => DIAGNOSIS.test(one));
      api()
        .ask({ ...current, payer, code, diagnoses: known })
        .then((told) => {
          if (left) return;
          answer.value = told;
          problem.value = undefined;
        }, fail);
    }, SETTLE_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [current]);
  const change = (changed: Draft): void => {
    draft.value = without({ ...draft.value, ...changed });
  };
  return (
    <div class="ask">
      <header class="ask-head">
        <h1>{text.title}</h1>
        <p class="muted">{text.says}</p>
      </header>
      <AskForm draft={current} map={map.value} onChange={change} />
      <div class="ask-answer">
        {problem.value ? <Notice tone="no" says={problem.value.says} more={problem.value.fix} /> : null}
        <AskedAnswer
          answer={answer.value}
          answers={current.answers ?? {}}
          questions={questions.value}
          onAnswers={(answers) => change({ answers: Object.keys(answers).length ? answers : undefined })}
        />
      </div>
    </div>
  );
};
