import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { Refusal, sentenceOf } from '../refusal.ts';
import type { Answered } from './answer.ts';
import type { Form, FormQuestion } from './form.ts';
import { checkOrderFact } from './order-facts.ts';

/** Prompts until the input can be read; empty = left open. */
export interface Dialog {
  readonly ask: <T>(question: string, read: (typed: string) => T) => Promise<T | undefined>;
  readonly close: () => void;
}

/** Only where input and output are a terminal. */
export const canAsk = (): boolean => Boolean(process.stdin.isTTY && process.stdout.isTTY);

export const openDialog = (input: Readable = process.stdin, output: Writable = process.stdout): Dialog => {
  const lines = createInterface({ input, output });
  // An iterator buffers what is typed before it is read.
  const typedLines = lines[Symbol.asyncIterator]();
  const typed = async (question: string): Promise<string> => {
    lines.setPrompt(question);
    lines.prompt();
    const line = await typedLines.next();
    if (line.done) throw new Refusal('Stopped.');
    return line.value;
  };
  return {
    ask: async (question, read) => {
      for (;;) {
        const text = (await typed(`${question} `)).trim();
        if (!text) return undefined;
        try {
          return read(text);
        } catch (error) {
          output.write(`  ${sentenceOf(error)}\n`);
        }
      }
    },
    close: () => lines.close(),
  };
};

const NEVER = 'none';

type Answers = readonly (readonly [fact: string, typed: string])[];

/** A question of the form; one with parts is answered by "none" or part by part. */
const askForm = async (dialog: Dialog, { linkId, text, takes, parts, read }: FormQuestion): Promise<Answers> => {
  const answer = async (id: string, question: string, check: (typed: string) => unknown): Promise<Answers> => {
    const typed = await dialog.ask(question, (words) => {
      check(words);
      return words;
    });
    return typed ? [[id, typed]] : [];
  };
  if (parts.length === 0) return answer(linkId, `${text} [${takes}]`, read);
  const never = await answer(linkId, `${text} [${NEVER}, or Enter to go on]`, read);
  if (never.length) return never;
  const answers: Answers[] = [];
  for (const part of parts) answers.push(await answer(part.linkId, `  ${part.text} [${part.takes}]`, part.read));
  return answers.flat();
};

/** Prompts for one open question: answers by fact, none where it is left open. */
export const askOpen = async (
  dialog: Dialog,
  { fact, question, takes }: Answered['open'][number],
  form: Form,
): Promise<Answers> => {
  const asked = form.questions.get(fact);
  if (asked) return askForm(dialog, asked);
  const typed = await dialog.ask(`${question} [${takes}]`, (text) => {
    checkOrderFact(fact, text);
    return text;
  });
  return typed ? [[fact, typed]] : [];
};
