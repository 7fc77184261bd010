import type { ChartReach } from '../../fhir/chart/chart-needs.ts';
import { localName } from '../../fhir/chart/resource-name.ts';
import { CHART } from './prefetch.ts';

/**
 * With prefetch and the EHR's access token, while a clinician waits: the call itself names patient and visit, and
 * coverages are searched as a whole, so their links are not followed. Clients name their server in many ways.
 */
export const DELEGATED_REACH: ChartReach = {
  evidence: Object.values(CHART),
  looksForVisits: false,
  follows: ['encounter', 'locationReference', 'payor'],
  alone: new Set(['Organization', 'Encounter', 'Location']),
  nameOf: localName,
};

/** When a visit begins or ends, only coverage and authorization of its orders are answered: no evidence. */
export const VISIT_REACH: ChartReach = { ...DELEGATED_REACH, evidence: [] };
