import { isTokenScope } from '../../app/access/scope.ts';
import type { Container } from '../../handlers/container.ts';
import type { Guard, Reply, Request } from '../../handlers/handler.ts';
import { refuse, refuseWith } from '../../handlers/reply.ts';
import { chosenTenant } from '../auth/chosen-tenant.ts';
import { isForeignPage } from '../auth/foreign-page.ts';
import { prove } from '../auth/prove.ts';
import { proveAssertion } from '../auth/prove-assertion.ts';
import { proveSource } from '../auth/prove-source.ts';
import { loginPath, returnPath } from '../auth/sign-in/paths.ts';
import { proveSession } from '../auth/sign-in/prove-session.ts';
import { proveSignIn } from '../auth/sign-in/prove-sign-in.ts';

/** Who calls, or what a caller nobody knows is told. */
type Authenticated =
  | (Pick<Request, 'identity' | 'ticket' | 'signedIn'> & { readonly cookies?: readonly string[] })
  | { readonly reply: Reply };

const noToken = (): Reply =>
  refuseWith(401, { code: 'login', says: 'A token is required.' }, { 'www-authenticate': 'Bearer' });
const noSecret = (): Reply =>
  refuseWith(
    401,
    { code: 'invalid', says: 'Send the secret of this source: Authorization: Bearer and the secret.' },
    { 'www-authenticate': 'Bearer' },
  );
const badToken = (says: string): Reply =>
  refuseWith(
    401,
    { code: 'login', says },
    { 'www-authenticate': `Bearer error="invalid_token", error_description="${says}"` },
  );
const otherSite = (): Reply =>
  refuseWith(403, {
    code: 'forbidden',
    says: 'A page of another site needs a token here, or its origin in BROWSER_ORIGINS.',
  });

const bySource = async (request: Request, container: Container): Promise<Authenticated> => {
  const proved = await proveSource(request, container);
  return proved.ok ? { identity: proved.value } : { reply: noSecret() };
};

const openly = (request: Request, config: Container['config']): Authenticated => {
  const tenant = chosenTenant(request, config, request.identity.tenant);
  if (!tenant.ok) return { reply: refuse(tenant.problems) };
  return { identity: { ...request.identity, tenant: tenant.value } };
};

/** Open access asks for no token; a good one is its caller's all the same, so that a call with it lands where it would elsewhere. */
const byTokenGiven = async (request: Request, container: Container): Promise<Authenticated> => {
  const hasToken = isTokenScope(request.route.scope) && request.headers.authorization !== undefined;
  const proved = hasToken ? await prove(request, container) : undefined;
  return proved?.ok ? { identity: proved.value } : openly(request, container.config);
};

/**
 * Where tokens are required, every call needs one; otherwise it belongs to the tenant of a token it has, the one its header
 * chooses, or the default one. Open access is for this machine's programs and pages: one of another site is told only what everybody may know.
 */
const byToken = async (request: Request, container: Container): Promise<Authenticated> => {
  const { config } = container;
  const isForeign = config.AUTH === 'open' && isForeignPage(request, config);
  if (config.AUTH === 'open' && (!isForeign || request.route.unaudited)) return byTokenGiven(request, container);
  if (config.AUTH === 'required' && mayComeInSession(request)) {
    const called = await proveSession(request, container);
    if (called) return called;
  }
  const proved = await prove(request, container);
  if (proved.ok) return { identity: proved.value };
  const [problem] = proved.problems;
  return { reply: problem ? badToken(problem.says) : isForeign ? otherSite() : noToken() };
};

/** A token is a caller's own proof, so no cookie is looked at beside one. Hooks are called by EHRs, which have none. */
const mayComeInSession = ({ route, headers }: Request): boolean =>
  isTokenScope(route.scope) && headers.authorization === undefined;

/** The page asks who is signed in, and is told where somebody can. Open access has no session. */
const bySession = async (request: Request, container: Container): Promise<Authenticated> => {
  const { config } = container;
  if (config.AUTH === 'open' && !isForeignPage(request, config)) return openly(request, config);
  const called = config.AUTH === 'open' ? undefined : await proveSession(request, container);
  if (called && ('identity' in called || called.reply.status !== 401)) return called;
  const returnTo = returnPath(request.query.return?.at(-1), config);
  const reply = { status: 401, body: { signIn: loginPath(returnTo, config) } };
  return { reply: called?.reply.cookies ? { ...reply, cookies: called.reply.cookies } : reply };
};

const PROOFS: Readonly<Record<string, (request: Request, container: Container) => Promise<Authenticated>>> = {
  none: async (request) => request,
  'source-secret': bySource,
  'client-assertion': proveAssertion,
  'sign-in': proveSignIn,
  session: bySession,
};

/**
 * Outermost: from here on the call is its caller's, whatever it says and however it ends. A caller who proves nothing is
 * answered here and costs no write.
 */
export const authenticate: Guard = async (request, container, next) => {
  const one = await (PROOFS[request.route.scope] ?? byToken)(request, container);
  if ('reply' in one) return one.reply;
  const { identity, ticket, signedIn, cookies } = one;
  const known = { ...request, identity, ...(ticket ? { ticket } : {}), ...(signedIn ? { signedIn } : {}) };
  const reply = await next(known, container);
  // What a handler says of its cookies comes after ours: a session that was just ended is not prolonged.
  return cookies ? { ...reply, cookies: [...cookies, ...(reply.cookies ?? [])] } : reply;
};
