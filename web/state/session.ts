import { computed, signal } from '@preact/signals';
import type { Session, SignIn } from '../../client/index.ts';

export const session = signal<Session | SignIn | undefined>(undefined);
/** In open mode the reader may look at another tenant of this machine. */
export const tenant = signal<string | undefined>(undefined);

const DESK = ['scheduler', 'coordinator', 'biller', 'clinician'];

interface View {
  readonly path: string;
  readonly name: 'today' | 'ask' | 'claims' | 'rules' | 'exchange';
  readonly roles: readonly string[];
}

/** Who uses which view, in the order of the bar. What else a role may not do, the service refuses. */
const VIEWS: readonly View[] = [
  { path: '/today', name: 'today', roles: DESK },
  { path: '/ask', name: 'ask', roles: ['scheduler', 'coordinator', 'clinician'] },
  { path: '/claims', name: 'claims', roles: ['biller', 'coordinator'] },
  { path: '/rules', name: 'rules', roles: [...DESK, 'author'] },
  // Nobody who signs in sends orders in the name of an EHR.
  { path: '/exchange', name: 'exchange', roles: [] },
];

/** Where the work of a role begins, for whoever does not begin with Today. */
const START: Readonly<Record<string, string>> = { biller: '/claims', author: '/rules' };

/** Roles of whoever signed in; undefined without sign-in, where everybody may look at everything. */
const roles = computed((): readonly string[] | undefined => {
  const current = session.value;
  return current?.mode === 'signed-in' ? (current.user?.roles ?? []) : undefined;
});

/** The views of this person. */
export const views = computed(() => {
  const mine = roles.value;
  return VIEWS.filter((view) => !mine || view.roles.some((role) => mine.includes(role)));
});

export const mayView = (path: string): boolean => views.value.some((view) => view.path === path);

/** Decisions of payers are recorded by coordinators. */
export const mayRecord = computed(() => roles.value?.includes('coordinator') ?? true);
export const mayAnswer = computed(() => mayView('/ask'));
export const mayWriteRules = computed(() => roles.value?.includes('author') ?? true);
/** Whoever books follows up. */
export const mayFollowUp = computed(
  () => roles.value?.some((role) => role === 'scheduler' || role === 'coordinator') ?? true,
);

/** Where a person starts: Today for whoever has work there, else where the work of a role begins. */
export const startPage = computed((): string | undefined => {
  const mine = roles.value;
  const begins = mine?.map((role) => START[role] ?? '/today').filter(mayView) ?? ['/today'];
  return begins.find((path) => path === '/today') ?? begins[0];
});
