import { compact } from '../model/compact.ts';

/** A note of the desk, or a call it made; kept word for word. */
export interface DeskNote {
  /** ISO instant. */
  readonly at: string;
  /** Who wrote it: the caller's id. */
  readonly by: string;
  readonly says: string;
  /** Of a call: with whom, and the number called or the reference given. */
  readonly call?: { readonly with?: string; readonly number?: string };
}

/** What the desk keeps on an authorization while it works on it. No answer depends on it. */
export interface Desk {
  readonly assignee?: string;
  /** YYYY-MM-DD. */
  readonly followUp?: string;
  readonly waitingOn?: string;
  /** The newest, newest first; all of them are in the history. */
  readonly notes: readonly DeskNote[];
  /** How many there are in all. */
  readonly noted: number;
}

export const DESK_FIELDS = ['assignee', 'followUp', 'waitingOn'] as const;
export type DeskField = (typeof DESK_FIELDS)[number];

/** What is set, cleared and noted by one change. */
export interface DeskChange extends Partial<Pick<Desk, DeskField>> {
  readonly clear: readonly DeskField[];
  readonly notes: readonly DeskNote[];
}

/** Notes on the record itself, and their characters together. */
const MOST_NOTES = 20;
const MOST_CHARACTERS = 10_000;
const NOTHING: Desk = { notes: [], noted: 0 };

const newest = (notes: readonly DeskNote[]): readonly DeskNote[] => {
  let characters = 0;
  return notes.slice(0, MOST_NOTES).filter(({ says }, index) => {
    characters += says.length;
    return index === 0 || characters <= MOST_CHARACTERS;
  });
};

const isSame = (a: DeskNote, b: DeskNote | undefined): boolean =>
  JSON.stringify([a.by, a.says, a.call]) === JSON.stringify([b?.by, b?.says, b?.call]);

/** The desk's part after a change; `undefined` where the change changes nothing, such as the same one sent again. */
export const deskAfter = (before: Desk | undefined, change: DeskChange): Desk | undefined => {
  const { notes, noted, ...fields } = before ?? NOTHING;
  const set = Object.fromEntries(
    DESK_FIELDS.map((name) => [name, change.clear.includes(name) ? undefined : (change[name] ?? fields[name])]),
  );
  const added = change.notes.filter((one) => !isSame(one, notes[0]));
  const isKept = DESK_FIELDS.every((name) => set[name] === fields[name]);
  if (isKept && added.length === 0) return undefined;
  return { ...compact(set), notes: newest([...added, ...notes]), noted: noted + added.length };
};

const callWords = ({ with: whom, number }: NonNullable<DeskNote['call']>): string =>
  [whom ? `Call with ${whom}` : 'Call', ...(number ? [`(${number})`] : [])].join(' ');

/** A note with its author, as people read it. */
export const noteWords = ({ by, says, call }: DeskNote): string =>
  call ? `${callWords(call)}, by ${by}: ${says}` : `Note by ${by}: ${says}`;

const FIELD_WORDS: Readonly<Record<DeskField, (value: string) => string>> = {
  assignee: (who) => `Assigned to ${who}.`,
  followUp: (day) => `Follow-up on ${day}.`,
  waitingOn: (whom) => `Waiting on ${whom}.`,
};
const CLEARED_WORDS: Readonly<Record<DeskField, string>> = {
  assignee: 'Assigned to nobody.',
  followUp: 'No follow-up date.',
  waitingOn: 'Waiting on nobody.',
};

/** The change in words, for the history: the whole of every note. */
export const deskSays = (change: DeskChange): string =>
  [
    ...DESK_FIELDS.flatMap((name) => {
      if (change.clear.includes(name)) return CLEARED_WORDS[name];
      const value = change[name];
      return value === undefined ? [] : FIELD_WORDS[name](value);
    }),
    ...change.notes.map(noteWords),
  ].join(' ');
