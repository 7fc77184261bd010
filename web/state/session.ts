import { signal } from '@preact/signals';
import type { Session, SignIn } from '../../client/index.ts';

export const session = signal<Session | SignIn | undefined>(undefined);
/** In open mode the reader may look at another tenant of this machine. */
export const tenant = signal<string | undefined>(undefined);
