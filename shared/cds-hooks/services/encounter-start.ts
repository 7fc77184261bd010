import type { HookService } from '../hook-service.ts';
import { PREFETCH } from '../prefetch/prefetch.ts';
import { arrivalSearch, arrivalSubjects, visitReferences } from '../visit-subjects.ts';

/** The last point at which a missing authorization can be noticed. */
export const encounterStart: HookService = {
  id: 'encounter-start-crd',
  hook: 'encounter-start',
  title: 'Cardiac stress test: when the patient arrives',
  description: 'Says of the stress tests this visit is for whether they are covered and authorized.',
  prefetch: PREFETCH['encounter-start'],
  options: ['coverage-info', 'insurance', 'max-cards'],
  asksNoDocuments: true,
  named: visitReferences,
  ordersSearch: arrivalSearch,
  subjects: arrivalSubjects,
};
