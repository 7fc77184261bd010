import type { FollowUp, OrderRecord } from '../../client/index.ts';

/** What a reader types about an order before it is saved. */
export interface FollowUpDraft {
  readonly assignee: string;
  readonly followUp: string;
  readonly waitingOn: string;
  readonly note: string;
  readonly callWith: string;
  readonly callSays: string;
  readonly callNumber: string;
}

const NAMED = ['assignee', 'followUp', 'waitingOn'] as const;
type Kept = Pick<OrderRecord, (typeof NAMED)[number]>;

export const followUpDraftOf = ({ assignee = '', followUp = '', waitingOn = '' }: Kept): FollowUpDraft => ({
  assignee,
  followUp,
  waitingOn,
  note: '',
  callWith: '',
  callSays: '',
  callNumber: '',
});

const isTouched = (draft: FollowUpDraft, record: Kept, name: (typeof NAMED)[number]): boolean =>
  draft[name].trim() !== (record[name] ?? '');

/** Only what was changed: two people may have the same order open. */
export const followUpOf = (draft: FollowUpDraft, record: Kept): FollowUp => {
  const changed = NAMED.filter((name) => isTouched(draft, record, name));
  const clear = changed.filter((name) => !draft[name].trim());
  const set = changed.filter((name) => draft[name].trim()).map((name) => [name, draft[name].trim()] as const);
  const [note, callWith, callSays, callNumber] = [draft.note, draft.callWith, draft.callSays, draft.callNumber].map(
    (one) => one.trim(),
  );
  return {
    ...Object.fromEntries(set),
    ...(clear.length ? { clear } : {}),
    ...(note ? { note } : {}),
    ...(callWith && callSays
      ? { call: { with: callWith, says: callSays, ...(callNumber ? { number: callNumber } : {}) } }
      : {}),
  };
};

/** What was typed, over a newer version: a field nobody touched takes what stands there now, or saving would take it back. */
export const draftOver = (draft: FollowUpDraft, before: Kept, after: Kept): FollowUpDraft => {
  const newer = followUpDraftOf(after);
  const taken = NAMED.filter((name) => !isTouched(draft, before, name)).map((name) => [name, newer[name]] as const);
  return { ...draft, ...Object.fromEntries(taken) };
};
