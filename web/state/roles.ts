import { computed } from '@preact/signals';
import { session } from './session.ts';

/** Roles of whoever signed in; undefined without sign-in, where everybody may look at everything. */
export const roles = computed((): readonly string[] | undefined => {
  const current = session.value;
  return current?.mode === 'signed-in' ? (current.user?.roles ?? []) : undefined;
});

/** Decisions of payers are recorded by coordinators. */
export const mayRecord = computed(() => roles.value?.includes('coordinator') ?? true);
export const mayWriteRules = computed(() => roles.value?.includes('author') ?? true);
/** Whoever books follows up. */
export const mayFollowUp = computed(
  () => roles.value?.some((role) => role === 'scheduler' || role === 'coordinator') ?? true,
);
