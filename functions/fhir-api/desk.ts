import { bookable } from './bookable.ts';
import { followUp } from './follow-up.ts';
import { recordDecision } from './record-decision.ts';
import { worklist } from './worklist.ts';
import { worklistDays } from './worklist-days.ts';

/** What the desk asks and keeps of orders answered before. */
export const desk = {
  bookable,
  'follow-up': followUp,
  'record-decision': recordDecision,
  worklist,
  'worklist-days': worklistDays,
};
