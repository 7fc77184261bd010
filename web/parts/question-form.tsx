import { useSignal } from '@preact/signals';
import type { Answers, FactAnswer, Question } from '../../client/index.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { SelectField, TextField } from './field.tsx';

const text = words.question;

interface Props {
  readonly question: Question;
  /** Open questions, this one included; most are never asked, since answers settle others. */
  readonly left: number;
  readonly busy?: boolean;
  readonly onAnswer: (answers: Answers) => void;
  readonly onSkip: () => void;
}

const readValue = ({ kind }: Question, typed: string): FactAnswer | undefined => {
  if (typed === '') return undefined;
  if (kind !== 'number') return typed;
  const value = Number(typed);
  return Number.isFinite(value) ? value : undefined;
};

interface InputProps {
  readonly question: Question;
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

const ValueInput = ({ question, label, value, onValue }: InputProps) => {
  if (question.kind === 'choice')
    return (
      <SelectField
        label={label}
        value={value}
        none={text.choose}
        options={question.options.map(({ code, name }) => [code, name])}
        onChoose={onValue}
      />
    );
  const type = question.kind === 'date' ? 'date' : 'text';
  return (
    <TextField
      label={label}
      value={value}
      input={{ type, ...(question.kind === 'number' ? { inputMode: 'decimal' } : {}) }}
      onText={onValue}
    />
  );
};

/** A value to be typed or chosen; a question of several parts is answered part by part. */
const ValueForm = ({ question, busy, onAnswer, onSkip }: Props) => {
  const values = useSignal<Readonly<Record<string, string>>>({});
  const asked = question.parts.length ? question.parts : [question];
  const answers = asked.flatMap((one) => {
    const value = readValue(one, values.value[one.fact] ?? '');
    return value === undefined ? [] : [[one.fact, value] as const];
  });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (answers.length === asked.length) onAnswer(Object.fromEntries(answers));
      }}
    >
      <div class="columns">
        {asked.map((one) => (
          <ValueInput
            key={one.fact}
            question={one}
            label={question.parts.length ? one.text : question.kind === 'date' ? text.date : text.number}
            value={values.value[one.fact] ?? ''}
            onValue={(value) => {
              values.value = { ...values.value, [one.fact]: value };
            }}
          />
        ))}
      </div>
      <div class="choices">
        <Button submit kind="main" off={busy || answers.length < asked.length ? words.required : undefined}>
          {text.answer}
        </Button>
        {question.never ? (
          <Button onPress={() => onAnswer({ [question.fact]: { never: true } })}>{text.never}</Button>
        ) : null}
        <Button onPress={onSkip}>{text.unknown}</Button>
      </div>
    </form>
  );
};

/** The options of a choice are buttons of one look: nothing shows which answer would lead where. */
const OptionButtons = ({ question, busy, onAnswer, onSkip }: Props) => {
  const options: readonly (readonly [FactAnswer, string])[] =
    question.kind === 'yes-no'
      ? [
          [true, text.yes],
          [false, text.no],
        ]
      : question.options.map(({ code, name }) => [code, name] as const);
  return (
    <div class="choices">
      {options.map(([value, word]) => (
        <Button key={word} off={busy ? words.loading : undefined} onPress={() => onAnswer({ [question.fact]: value })}>
          {word}
        </Button>
      ))}
      {question.never && question.kind === 'choice' ? (
        <Button onPress={() => onAnswer({ [question.fact]: { never: true } })}>{text.never}</Button>
      ) : null}
      <Button onPress={onSkip}>{text.unknown}</Button>
    </div>
  );
};

/** One question and its answers, all of one look. */
export const QuestionForm = (props: Props) => {
  const { question, left } = props;
  const short = question.parts.length === 0 && (question.kind === 'yes-no' || question.kind === 'choice');
  return (
    <div class="question">
      <p class="question-text">{question.text}</p>
      {short ? <OptionButtons {...props} /> : <ValueForm {...props} />}
      <p class="muted small">{words.order.questionsLeft(left)}</p>
    </div>
  );
};
