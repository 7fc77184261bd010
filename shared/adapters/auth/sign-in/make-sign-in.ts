import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { tenantId } from '../../../app/keys/tenant-id.ts';
import type { BroughtBack, SignIn, SignInError, SignInRefusal, VouchedFor } from '../../../app/ports/access/sign-in.ts';
import type { Clock, Secrets } from '../../../app/ports/ports.ts';
import type { Outbound } from '../../outbound/outbound.ts';
import { SKEW_S } from '../check-jwt.ts';
import { makeKeySets } from '../key-sets.ts';
import { IssuerInvalid, IssuerUnavailable } from './ask-issuer.ts';
import { checkIdToken } from './check-id-token.ts';
import { type IssuerDescription, makeDiscovery } from './discover.ts';
import { exchangeCode } from './exchange-code.ts';
import { readPerson } from './read-person.ts';
import { makeSealedTexts } from './sealed-texts.ts';

/** The issuer people of this deployment sign in at. */
export interface SignInServer {
  readonly issuer: string;
  readonly clientId: string;
  /** Reference of its secret, where the issuer gave it one. */
  readonly clientSecret?: string;
  /** One tenant for everybody, or the claim of the ID token that names it. */
  readonly tenant?: string;
  readonly tenantClaim?: string;
  /** Scopes asked for; absent: `openid profile`. */
  readonly scope?: string;
}
interface SignInSettings {
  readonly server?: SignInServer;
  readonly publicUrl: string;
  /** Texts the keys of what browsers keep are derived from: the first seals, each opens. */
  readonly secrets: readonly string[];
}
interface SignInPorts {
  readonly clock: Pick<Clock, 'now'>;
  readonly secrets: Secrets;
}

/** A person has this long to sign in at the issuer. */
const SIGN_IN_S = 600;
const SECRET_BYTES = 32;
const LONGEST_CODE = 2_000;

const keptShape = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  exp: z.number(),
});
const ticketShape = z.object({ tenant: z.string(), id: z.string(), csrf: z.string(), seenAt: z.string() });

const random = (): string => randomBytes(SECRET_BYTES).toString('base64url');
const refuse = (error: SignInError, says: string): SignInRefusal => ({ ok: false, error, says });
const notSetUp = (): SignInRefusal => refuse('sign_in_not_set_up', 'Sign-in is not set up here.');

/** What a person is told where the issuer fails; anything else is a bug of ours. */
const failureOf = (error: unknown): SignInRefusal => {
  if (error instanceof IssuerUnavailable)
    return refuse('issuer_unavailable', `${error.message} Try again in a moment.`);
  if (error instanceof IssuerInvalid)
    return refuse('issuer_invalid', `${error.message} Tell whoever manages your accounts.`);
  throw error;
};

const withQuery = (address: string, fields: Readonly<Record<string, string>>): string => {
  const url = new URL(address);
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  return url.href;
};

/** Sign-in at one issuer, which is asked for its addresses and keys. Nothing is stored between the two steps. */
export const makeSignIn = (
  { server, publicUrl, secrets }: SignInSettings,
  { clock, secrets: vault }: SignInPorts,
  outbound: Outbound,
): Omit<SignIn, 'isSetUp'> => {
  const now = (): number => Date.parse(clock.now());
  const keptTexts = makeSealedTexts(secrets, 'sign-in', now);
  const tickets = makeSealedTexts(secrets, 'session', now);
  const keySets = makeKeySets(outbound, now);
  const discover = server && makeDiscovery(server.issuer, outbound, now);
  const redirectUri = `${publicUrl}/auth/callback`;

  const begin: SignIn['begin'] = async (returnTo) => {
    if (!server || !discover) return notSetUp();
    const { clientId, scope = 'openid profile' } = server;
    const [state, nonce, verifier] = [random(), random(), random()];
    try {
      const { authorization_endpoint: endpoint } = await discover();
      const address = withQuery(endpoint, {
        response_type: 'code',
        client_id: clientId,
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      });
      const kept = await keptTexts.seal({ state, nonce, verifier, returnTo }, SIGN_IN_S);
      return { ok: true, address, kept, lives: SIGN_IN_S };
    } catch (error) {
      return failureOf(error);
    }
  };

  const vouch = async (
    code: string,
    kept: z.infer<typeof keptShape>,
    issuer: IssuerDescription,
    known: SignInServer,
  ): Promise<VouchedFor | SignInRefusal> => {
    const { state, nonce, verifier, returnTo, exp } = kept;
    const secret = known.clientSecret === undefined ? {} : { secret: await vault.read(known.clientSecret) };
    const exchange = { clientId: known.clientId, ...secret, code, verifier, redirectUri };
    const tokens = await exchangeCode(exchange, issuer, outbound);
    if (!tokens) return refuse('invalid_grant', 'The sign-in server did not accept this sign-in. Sign in again.');
    const { idToken, ...rest } = tokens;
    const expected = { issuer: known.issuer, clientId: known.clientId, nonce, keysAt: issuer.jwks_uri, now: now() };
    const claims = await checkIdToken(idToken, { ...expected, ...rest }, keySets);
    if (!claims.ok) return refuse('invalid_token', claims.problems[0]?.says ?? '');
    const person = readPerson(claims.value, known);
    if (!person) return refuse('access_denied', 'Your account belongs to no organization that signs in here.');
    return { ok: true, ...person, claims: claims.value, returnTo, once: { id: state, until: exp + SKEW_S } };
  };

  const finish = async (text: string | undefined, brought: BroughtBack): Promise<VouchedFor | SignInRefusal> => {
    if (!server || !discover) return notSetUp();
    const read = keptShape.safeParse(text === undefined ? undefined : await keptTexts.open(text));
    if (!read.success)
      return refuse('sign_in_expired', 'This sign-in took too long, or began elsewhere. Sign in again.');
    const { code, state, iss, error } = brought;
    if (state !== read.data.state) return refuse('invalid_request', 'This is not the sign-in that began here.');
    try {
      const issuer = await discover();
      const namesItself = issuer.authorization_response_iss_parameter_supported === true;
      if (iss === undefined ? namesItself : iss !== server.issuer)
        return refuse('invalid_request', 'This is not the sign-in that began here.');
      if (error !== undefined) return refuse('access_denied', 'The sign-in server let nobody in. Sign in again.');
      if (!code || code.length > LONGEST_CODE)
        return refuse('invalid_request', 'The sign-in server sent no code. Sign in again.');
      return await vouch(code, read.data, issuer, server);
    } catch (failure) {
      return failureOf(failure);
    }
  };

  return {
    begin,
    finish,
    endAddress: async () => {
      const described = await discover?.().catch(() => undefined);
      if (!server || !described?.end_session_endpoint) return undefined;
      const back = `${publicUrl}/`;
      // Cognito calls the address to come back to otherwise than OpenID Connect does.
      const fields = { client_id: server.clientId, post_logout_redirect_uri: back, logout_uri: back };
      return withQuery(described.end_session_endpoint, fields);
    },
    seal: (ticket, lives) => tickets.seal({ ...ticket }, lives),
    open: async (text) => {
      const read = ticketShape.safeParse(await tickets.open(text));
      return read.success ? { ...read.data, tenant: tenantId(read.data.tenant) } : undefined;
    },
  };
};
