import type { Session, SignIn } from '../model/session.ts';
import { elementOf, given, textOf } from '../read/element.ts';
import { StresspassError } from '../transport/stresspass-error.ts';
import type { Transport } from '../transport/transport.ts';

export interface SessionCalls {
  /** Who calls, and of which tenant; or where to sign in. What changes something carries its CSRF token from then on. */
  session(): Promise<Session | SignIn>;
  /** Ends the session. Answers with the address that ends the one at the issuer, if it has such a place. */
  signOut(): Promise<string | undefined>;
}

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(textOf).filter(Boolean) : []);

const userOf = (value: unknown): Session['user'] => {
  const { name, roles } = elementOf(value);
  return textOf(name) ? { name: textOf(name), roles: texts(roles) } : undefined;
};

export const sessionCalls = (transport: Transport): SessionCalls => ({
  session: async () => {
    try {
      const found = elementOf(await transport.json({ path: '/auth/session', accept: 'application/json' }));
      transport.csrf = textOf(found.csrf) || undefined;
      const tenant = textOf(found.tenant);
      return {
        mode: found.mode === 'open' ? 'open' : 'signed-in',
        tenant,
        tenants: texts(found.tenants).length ? texts(found.tenants) : [tenant],
        ...given('timeZone', textOf(found.timeZone) || undefined),
        ...given('today', textOf(found.today) || undefined),
        ...given('user', userOf(found.user)),
      };
    } catch (error) {
      if (error instanceof StresspassError && error.status === 401)
        return { mode: 'signed-out', signIn: error.signIn ?? '/auth/login' };
      throw error;
    }
  },
  signOut: async () => {
    const path = '/auth/logout';
    const ended = elementOf(await transport.json({ method: 'POST', path, accept: 'application/json', writes: true }));
    transport.csrf = undefined;
    const address = textOf(ended.signOut);
    return /^https?:\/\//.test(address) ? address : undefined;
  },
});
