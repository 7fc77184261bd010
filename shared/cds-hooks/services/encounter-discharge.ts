import type { HookService } from '../hook-service.ts';
import { PREFETCH } from '../prefetch/prefetch.ts';
import { departureSearch, departureSubjects, visitReferences } from '../visit-subjects.ts';

export const encounterDischarge: HookService = {
  id: 'encounter-discharge-crd',
  hook: 'encounter-discharge',
  title: 'Cardiac stress test: when the patient leaves',
  description:
    'Says of the stress tests of this visit, and of those ordered in it, whether they are covered and authorized.',
  prefetch: PREFETCH['encounter-discharge'],
  options: ['coverage-info', 'insurance', 'max-cards'],
  asksNoDocuments: true,
  named: visitReferences,
  ordersSearch: departureSearch,
  subjects: departureSubjects,
};
