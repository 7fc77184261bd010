import type { Period } from 'fhir/r4';
import { firstDay, lastDay } from '../../core/model/dates.ts';

/** A Period as R4 allows it: at least one end, and not reversed (invariant per-1); else nothing. */
export const periodOf = (start: string | undefined, end: string | undefined): Period | undefined => {
  if (!start && !end) return undefined;
  if (start && end && firstDay(start) > lastDay(end)) return undefined;
  return { ...(start ? { start } : {}), ...(end ? { end } : {}) };
};
