import { lastDay } from '../model/dates.ts';
import type { LineCase } from '../policy/line-case.ts';

/** The coverage ends before the window of the service does: what is said holds for its first part only. */
export const endsInsideWindow = ({ service, serviceDate, verdict }: LineCase): string | undefined => {
  const { serviceEnd } = service;
  const end = verdict.end === undefined ? undefined : lastDay(verdict.end);
  if (verdict.inForce !== 'yes' || !serviceEnd || !end || end < serviceDate || end >= serviceEnd) return undefined;
  return `The coverage ends on ${end}, inside the service window (${serviceDate} to ${serviceEnd}): book by then, or check the coverage that follows.`;
};
