import { loadedLater } from '../../shared/lambda/http-entry.ts';

/** What the desk asks and keeps, each loaded by its first call. */
export const desk = {
  bookable: loadedLater(() => import('./bookable.ts'), 'bookable'),
  'follow-up': loadedLater(() => import('./follow-up.ts'), 'followUp'),
  'record-decision': loadedLater(() => import('./record-decision.ts'), 'recordDecision'),
  worklist: loadedLater(() => import('./worklist.ts'), 'worklist'),
  'worklist-days': loadedLater(() => import('./worklist-days.ts'), 'worklistDays'),
};
