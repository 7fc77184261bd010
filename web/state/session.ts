import { computed, signal } from '@preact/signals';
import type { Session, SignIn } from '../../client/index.ts';

export const session = signal<Session | SignIn | undefined>(undefined);
/** In open mode the reader may look at another tenant of this machine. */
export const tenant = signal<string | undefined>(undefined);

const START: Readonly<Record<string, string>> = { biller: '/claims', author: '/rules', integrator: '/exchange' };

/** Where a person starts, by role. */
export const startPage = computed(() => {
  const current = session.value;
  const roles = current && 'user' in current ? (current.user?.roles ?? []) : [];
  return roles.map((role) => START[role]).find((path) => path !== undefined);
});
