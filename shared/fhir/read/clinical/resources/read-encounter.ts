import { ACT_CODE } from '../../../../codes/systems.ts';
import { firstDay } from '../../../../core/model/dates.ts';
import type { Read } from '../finding.ts';
import { dateOf } from '../when.ts';

/** Ambulatory visits, including video. */
const VISITS: ReadonlySet<string> = new Set(['AMB', 'VR']);

/** A finished visit before the day of the test; on that day it is the test itself. */
export const readEncounter: Read<'Encounter'> = ({ status, class: { system, code }, period }, reference, context) => {
  const date = dateOf(period?.end ?? period?.start);
  const isVisit = status === 'finished' && system === ACT_CODE && VISITS.has(code ?? '');
  return isVisit && date && firstDay(date) < context.serviceDate
    ? [{ fact: 'lastClinicalVisit', value: { date }, rank: 'chart', reference }]
    : [];
};
