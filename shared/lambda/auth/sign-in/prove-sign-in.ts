import { beginSession, type SignedIn } from '../../../app/access/begin-session.ts';
import { scopesOfRoles } from '../../../app/access/roles.ts';
import type { Container } from '../../../handlers/container.ts';
import type { Identity, Reply, Request } from '../../../handlers/handler.ts';
import { signInIn } from './cookies.ts';
import { refuseSignIn } from './refuse-sign-in.ts';

const FIELDS = ['code', 'state', 'iss', 'error'] as const;

/** The person who comes back from the issuer: from here on the call is theirs, and so is its entry in the audit trail. */
export const proveSignIn = async (
  request: Request,
  container: Container,
): Promise<{ readonly identity: Identity; readonly signedIn: SignedIn } | { readonly reply: Reply }> => {
  const repeated = FIELDS.some((name) => (request.query[name]?.length ?? 0) > 1);
  const brought = Object.fromEntries(
    FIELDS.flatMap((name) => (request.query[name]?.[0] === undefined ? [] : [[name, request.query[name][0]]])),
  );
  const signedIn = repeated
    ? ({ ok: false, error: 'invalid_request', says: 'A field may stand once.' } as const)
    : await beginSession(signInIn(request), brought, container.ports);
  if (!signedIn.ok) return { reply: refuseSignIn(signedIn, request, container) };
  const { session, roles } = signedIn;
  const { tenant, subject, name } = session;
  const user = { subject, name, roles };
  return { identity: { tenant, client: subject, user, scopes: scopesOfRoles(roles) }, signedIn };
};
