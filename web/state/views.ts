import { computed } from '@preact/signals';
import { roles } from './roles.ts';

const DESK = ['scheduler', 'coordinator', 'biller', 'clinician'];

interface View {
  readonly path: string;
  readonly name: 'today' | 'ask' | 'claims' | 'rules' | 'reviews' | 'exchange';
  readonly roles: readonly string[];
}

/** Who uses which view, in the order of the bar. What else a role may not do, the service refuses. */
const VIEWS: readonly View[] = [
  { path: '/today', name: 'today', roles: DESK },
  { path: '/ask', name: 'ask', roles: ['scheduler', 'coordinator', 'clinician'] },
  { path: '/claims', name: 'claims', roles: ['biller', 'coordinator'] },
  { path: '/rules', name: 'rules', roles: [...DESK, 'author', 'reviewer'] },
  { path: '/reviews', name: 'reviews', roles: ['reviewer'] },
  // Nobody who signs in sends orders in the name of an EHR.
  { path: '/exchange', name: 'exchange', roles: [] },
];

/** Where the work of a role begins, for whoever does not begin with Today. */
const START: Readonly<Record<string, string>> = { biller: '/claims', author: '/rules', reviewer: '/reviews' };

/** The views of this person. */
export const views = computed(() => {
  const mine = roles.value;
  return VIEWS.filter((view) => !mine || view.roles.some((role) => mine.includes(role)));
});

export const mayView = (path: string): boolean => views.value.some((view) => view.path === path);

export const mayAnswer = computed(() => mayView('/ask'));
/** Where a person starts: Today for whoever has work there, else where the work of a role begins. */
export const startPage = computed((): string | undefined => {
  const mine = roles.value;
  const begins = mine?.map((role) => START[role] ?? '/today').filter(mayView) ?? ['/today'];
  return begins.find((path) => path === '/today') ?? begins[0];
});
