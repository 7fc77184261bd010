/** Where a visit stands, as cards, lists, Tasks, spreadsheets and the command line all say it. */
export type PeopleState = 'yes' | 'act' | 'wait' | 'no' | 'ask';

/** The word people read, and what it means. One table: pages and commands take their words from here. */
export const PEOPLE_STATES: Readonly<Record<PeopleState, { readonly word: string; readonly means: string }>> = {
  yes: { word: 'Ready to book', means: 'Nothing stands in the way of the visit.' },
  act: { word: 'Your move', means: 'Something must be done first, by the owner of the next action.' },
  wait: { word: 'Waiting on payer', means: 'The payer has the request and has not decided.' },
  no: {
    word: 'Do not book',
    means: 'The slot, the order or the coverage conflicts with what is known, or the visit is over.',
  },
  ask: { word: 'Ask the plan', means: 'No rule and no approval tells; only the plan can.' },
};
