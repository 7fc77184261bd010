import type { Role, Session } from '../ports/access/session.ts';
import type { BroughtBack, SignInRefusal } from '../ports/access/sign-in.ts';
import type { Ports } from '../ports/ports.ts';
import { endOfSession, mayHold } from './judge-session.ts';
import { rolesOfGroups } from './roles.ts';

/** A person who just came back from the issuer, with the session to be begun. */
export interface SignedIn {
  readonly ok: true;
  readonly session: Session;
  readonly roles: readonly Role[];
  readonly returnTo: string;
}
type SignInPorts = Pick<Ports, 'clock' | 'ids' | 'nonces' | 'settings' | 'signIn'>;

/** Groups are a list, or one text; nothing else is read as a group. */
const MOST_GROUPS = 200;
const groupsIn = (claim: unknown): readonly string[] => {
  const given: readonly unknown[] = Array.isArray(claim) ? claim.slice(0, MOST_GROUPS) : [claim];
  return given.filter((one) => typeof one === 'string' && one !== '' && one.length <= 256) as readonly string[];
};

const denied = (says: string): SignInRefusal => ({ ok: false, error: 'access_denied', says });

/**
 * A person whom the issuer vouches for, who belongs to a tenant and has a role there. Each sign-in counts once: an address
 * that was kept and opened again begins nothing.
 */
export const beginSession = async (
  kept: string | undefined,
  brought: BroughtBack,
  { clock, ids, nonces, settings, signIn }: SignInPorts,
): Promise<SignedIn | SignInRefusal> => {
  const person = await signIn.finish(kept, brought);
  if (!person.ok) return person;
  const { tenant: id, subject, name, claims, returnTo, once } = person;
  const tenant = await settings.tenant(id);
  const rules = tenant?.signIn;
  if (!tenant || !rules) return denied('Your account belongs to no organization that signs in here.');
  const startedAt = clock.now();
  if (!mayHold({ subject, startedAt }, rules)) return denied('Your account may not sign in here.');
  const given = groupsIn(Object.hasOwn(claims, rules.claim) ? claims[rules.claim] : undefined);
  const groups = given.filter((group) => rules.roles.some((one) => one.group === group));
  const roles = rolesOfGroups(groups, rules);
  if (roles.length === 0) return denied('Your account has no role here. Ask whoever manages your accounts for one.');
  const claimed = await nonces.claim({ tenant: tenant.id, use: 'sign-in', id: subject }, once.id, once.until);
  if (claimed !== 'new') return { ok: false, error: 'sign_in_repeated', says: 'This sign-in was used already.' };
  const session = {
    tenant: tenant.id,
    id: ids.next(),
    subject,
    name,
    groups,
    startedAt,
    until: endOfSession(startedAt, rules),
  };
  return { ok: true, session, roles, returnTo };
};
