import type { HookService } from '../hook-service.ts';
import { PREFETCH } from '../prefetch/prefetch.ts';
import { draftSubjects } from '../subjects.ts';

export const orderSign: HookService = {
  id: 'order-sign-crd',
  hook: 'order-sign',
  title: 'Cardiac stress test: at signing',
  description:
    'Says of each stress test about to be signed whether it is covered, whether authorization is needed, what is missing and what would be better.',
  prefetch: PREFETCH['order-sign'],
  options: [
    'coverage-info',
    'appropriate-use',
    'claim',
    'guideline',
    'insurance',
    'therapy-alternatives-opt',
    'max-cards',
  ],
  contextBundle: 'draftOrders',
  named: () => [],
  subjects: draftSubjects,
};
