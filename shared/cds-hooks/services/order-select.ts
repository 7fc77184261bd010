import type { HookService } from '../hook-service.ts';
import { PREFETCH } from '../prefetch/prefetch.ts';
import { draftSubjects } from '../subjects.ts';

/** While the order is drafted: better alternatives, but no forms. */
export const orderSelect: HookService = {
  id: 'order-select-crd',
  hook: 'order-select',
  title: 'Cardiac stress test: while ordering',
  description: 'Says of the selected stress test which other test fits better and what is wrong with its codes.',
  prefetch: PREFETCH['order-select'],
  options: ['therapy-alternatives-opt', 'claim', 'guideline', 'insurance', 'max-cards'],
  contextBundle: 'draftOrders',
  asksNoDocuments: true,
  named: () => [],
  subjects: (call) => {
    const { plain } = call.context;
    const selections: unknown =
      typeof plain === 'object' && plain && 'selections' in plain ? plain.selections : undefined;
    const drafts = draftSubjects(call);
    const chosen = Array.isArray(selections) ? selections.map(String) : [];
    const selected = drafts.filter(({ order: { resource } }) =>
      chosen.some((one) => one.endsWith(`${resource.resourceType}/${resource.id}`)),
    );
    return selected.length ? selected : drafts;
  },
};
