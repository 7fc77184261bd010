import { useSignal } from '@preact/signals';
import type { Answers, Assessment, FactAnswer, Question } from '../../../client/index.ts';
import { Alternatives } from '../../parts/alternatives.tsx';
import { Button } from '../../parts/button.tsx';
import { Criteria } from '../../parts/criteria.tsx';
import { Documents } from '../../parts/documents.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Findings } from '../../parts/findings.tsx';
import { PatientShare } from '../../parts/patient-share.tsx';
import { QuestionForm } from '../../parts/question-form.tsx';
import { RuleLine } from '../../parts/rule-line.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { StatePill } from '../../parts/state-pill.tsx';
import { askable } from '../../state/askable.ts';
import { shortDay } from '../../words/dates.ts';
import { words } from '../../words/words.ts';

const text = words.ask;

interface Props {
  readonly answer: Assessment | undefined;
  readonly answers: Answers;
  readonly questions: readonly Question[];
  readonly onAnswers: (answers: Answers) => void;
}

const wordOf = (question: Question, value: FactAnswer): string => {
  if (typeof value === 'object') return words.question.never;
  if (typeof value === 'boolean') return value ? words.question.yes : words.question.no;
  if (question.kind === 'date') return shortDay(String(value));
  return question.options.find(({ code }) => code === value)?.name ?? String(value);
};

const Answered = ({ answers, questions, onAnswers }: Omit<Props, 'answer'>) => {
  const known = questions.flatMap((one) => [one, ...one.parts]).filter(({ fact }) => answers[fact] !== undefined);
  return known.length ? (
    <section class="block" aria-labelledby="answered-title">
      <h2 id="answered-title">{text.answered}</h2>
      <ul class="answered">
        {known.map((question) => (
          <li key={question.fact}>
            <span>{question.text}</span>
            <strong>{wordOf(question, answers[question.fact] ?? '')}</strong>
            <Button
              kind="quiet"
              icon="close"
              label={text.remove(question.text)}
              onPress={() => {
                const { [question.fact]: _, ...rest } = answers;
                onAnswers(rest);
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  ) : null;
};

/** The answer as it stands, the next question, and why. */
export const AskedAnswer = ({ answer, answers, questions, onAnswers }: Props) => {
  const skipped = useSignal(0);
  const line = answer?.lines.find(({ advice }) => advice !== '') ?? answer?.lines[0];
  if (!answer || !line) return <EmptyState title={text.start} says={text.startSays} />;
  const open = askable(line.missing, questions);
  const question = open[skipped.value % Math.max(1, open.length)];
  return (
    <>
      <section class="order-next" aria-live="polite">
        <StatePill state={line.state} />
        <Sentence says={answer.disposition} />
      </section>
      {question ? (
        <section class="block" aria-labelledby="ask-question">
          <h2 id="ask-question">{words.order.question}</h2>
          <QuestionForm
            key={question.fact}
            question={question}
            left={open.length}
            onAnswer={(given) => {
              skipped.value = 0;
              onAnswers({ ...answers, ...given });
            }}
            onSkip={() => {
              skipped.value += 1;
            }}
          />
        </section>
      ) : null}
      <Answered answers={answers} questions={questions} onAnswers={onAnswers} />
      <Findings findings={line.findings} />
      <Documents kinds={line.documents} />
      <Criteria determination={line} />
      <Alternatives alternatives={line.alternatives} />
      <PatientShare share={line.patientShare} plan={line.payerPlan} />
      <RuleLine determination={line} />
    </>
  );
};
