import type { HookService } from '../hook-service.ts';
import { PREFETCH } from '../prefetch/prefetch.ts';
import { dispatchedReferences, dispatchedSubjects } from '../subjects.ts';

export const orderDispatch: HookService = {
  id: 'order-dispatch-crd',
  hook: 'order-dispatch',
  title: 'Cardiac stress test: when a performer is chosen',
  description: 'Says again, now that it is known who does the stress test, whether authorization is needed.',
  prefetch: PREFETCH['order-dispatch'],
  options: ['coverage-info', 'appropriate-use', 'claim', 'guideline', 'insurance', 'max-cards'],
  named: dispatchedReferences,
  subjects: dispatchedSubjects,
};
