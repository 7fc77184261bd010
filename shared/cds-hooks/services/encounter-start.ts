import type { HookService } from '../hook-service.ts';
import { PREFETCH } from '../prefetch/prefetch.ts';
import { visitReferences, visitSubjects } from '../subjects.ts';

/** The last point at which a missing authorization can be noticed. */
export const encounterStart: HookService = {
  id: 'encounter-start-crd',
  hook: 'encounter-start',
  title: 'Cardiac stress test: when the patient arrives',
  description: 'Says of the stress tests ordered for this visit whether they are covered and authorized.',
  prefetch: PREFETCH['encounter-start'],
  options: ['coverage-info', 'max-cards'],
  asksNoDocuments: true,
  named: visitReferences,
  subjects: visitSubjects,
};
