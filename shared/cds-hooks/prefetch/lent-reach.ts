import type { ChartReach } from '../../fhir/chart/chart-needs.ts';
import { localName } from '../../fhir/chart/resource-name.ts';
import { CHART } from './prefetch.ts';

/**
 * By what the client sent and the token it lent, while a clinician waits: the call itself names patient and visit, and
 * coverages are looked for as a whole, so their links are not followed. Clients name their server in many ways.
 */
export const LENT_REACH: ChartReach = {
  evidence: Object.values(CHART),
  looksForVisits: false,
  follows: ['encounter', 'locationReference', 'payor'],
  alone: new Set(['Organization', 'Location', 'Encounter']),
  nameOf: localName,
};

/** Of an order of a visit that begins or ends it is only said whether it is covered and authorized: no evidence. */
export const VISIT_REACH: ChartReach = { ...LENT_REACH, evidence: [] };
