/** What the side panel was opened for: the next action, or to record what the payer decided. */
export type Mode = 'next' | 'record';
