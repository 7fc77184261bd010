import type { Recourse, ReviewAct } from '../../../core/authorization/review-act.ts';
import type { ItemState } from '../../../core/authorization/review-item.ts';

const AUTOMATION = 'Automated rules of the payer read the request first; a licensed reviewer decided.';

const SCRIPTED = 'A script of the sandbox stands in for the reviewer; no payer decided.';

const AGAIN: Readonly<Record<Recourse, string>> = {
  appeal: 'Decided on appeal, by another reviewer than before.',
  'peer-to-peer': 'Decided again after a conversation with a reviewer.',
};

const SECOND_LEVEL = 'Decided on the second level of appeal, by a reviewer who took no part before.';

const NO_FURTHER =
  'No further internal appeal is recorded here. An external review, where there is one, is the payer’s and is not decided here.';
const ONE_MORE = 'The payer has a second level of appeal.';

/** Where a decision on appeal goes from here; of records that do not tell nothing is said. */
const furtherNotes = ({ on, level, isLastLevel }: ReviewAct): readonly string[] => {
  if (on !== 'appeal' || level === undefined) return [];
  return [isLastLevel ? NO_FURTHER : ONE_MORE];
};

const actNotes = ({ says, criteria, automation, script, on, level, confirmation }: ReviewAct): readonly string[] => [
  ...(says ? [says] : []),
  ...criteria.map((one) => `Criterion: ${one}`),
  script === undefined ? AUTOMATION : SCRIPTED,
  ...(on ? [on === 'appeal' && level === 2 ? SECOND_LEVEL : AGAIN[on]] : []),
  ...(confirmation ? ['A second reviewer confirmed it.'] : []),
  ...(automation ? [`Further automation: ${automation}`] : []),
];

const BY_RULES = 'Decided by automated rules the payer has adopted; no person reviewed it.';
const BY_SCRIPT = 'Answered by the script of a sandbox; no payer decided.';
const saidBy = ({ script }: { readonly script?: string }) => (script === undefined ? BY_RULES : BY_SCRIPT);

/** What is said of a state in words. */
export const notesOf = (state: ItemState): readonly string[] => {
  switch (state.is) {
    case 'certified':
      return state.review ? actNotes(state.review) : [saidBy(state)];
    case 'not-required':
      return [state.says, saidBy(state)];
    case 'referred':
      return [state.says];
    case 'pended':
      return [...state.says, ...state.needs.flatMap((need) => (need.kind === 'question' ? [need.question] : []))];
    case 'cancelled':
      return [];
    default:
      return [...actNotes(state.review), ...furtherNotes(state.review)];
  }
};

interface NoteList {
  /** Numbers of these notes; each text has one number. */
  readonly numbersOf: (texts: readonly string[]) => number[];
  readonly all: () => { number: number; text: string }[];
}

export const noteList = (): NoteList => {
  const numbers = new Map<string, number>();
  return {
    numbersOf: (texts) =>
      texts.map((text) => {
        const number = numbers.get(text) ?? numbers.size + 1;
        numbers.set(text, number);
        return number;
      }),
    all: () => [...numbers].map(([text, number]) => ({ number, text })),
  };
};
