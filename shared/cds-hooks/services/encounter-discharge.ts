import type { HookService } from '../hook-service.ts';
import { PREFETCH } from '../prefetch/prefetch.ts';
import { visitReferences, visitSubjects } from '../subjects.ts';

export const encounterDischarge: HookService = {
  id: 'encounter-discharge-crd',
  hook: 'encounter-discharge',
  title: 'Cardiac stress test: when the patient leaves',
  description: 'Says of the stress tests ordered in this visit whether they are covered and authorized.',
  prefetch: PREFETCH['encounter-discharge'],
  options: ['coverage-info', 'max-cards'],
  asksNoDocuments: true,
  named: visitReferences,
  subjects: visitSubjects,
};
