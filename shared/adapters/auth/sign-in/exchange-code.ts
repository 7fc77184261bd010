import type { Outbound } from '../../outbound/outbound.ts';
import { askIssuer, IssuerInvalid } from './ask-issuer.ts';
import type { IssuerDescription } from './discover.ts';

const WAIT_MS = 3_000;
const GOOD = 200;
const LONGEST_TOKEN = 20_000;

interface Exchange {
  readonly clientId: string;
  /** Absent: the client proves itself by PKCE alone. */
  readonly secret?: string;
  readonly code: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

const formCoded = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

/** RFC 6749, 2.3.1: by header unless the issuer knows the form only. */
const proofOf = (
  { clientId, secret }: Exchange,
  { token_endpoint_auth_methods_supported: ways }: IssuerDescription,
) => {
  if (secret === undefined) return { form: { client_id: clientId } };
  if (ways && !ways.includes('client_secret_basic') && ways.includes('client_secret_post'))
    return { form: { client_id: clientId, client_secret: secret } };
  const pair = Buffer.from(`${formCoded(clientId)}:${formCoded(secret)}`).toString('base64');
  return { form: {}, headers: { authorization: `Basic ${pair}` } };
};

/**
 * The tokens a code stands for; nothing where the issuer refuses the code.
 * @throws IssuerUnavailable, IssuerInvalid
 */
export const exchangeCode = async (
  exchange: Exchange,
  issuer: IssuerDescription,
  outbound: Outbound,
): Promise<{ readonly idToken: string; readonly accessToken?: string } | undefined> => {
  const { code, verifier, redirectUri } = exchange;
  const { form, headers = {} } = proofOf(exchange, issuer);
  const fields = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
  const call = { method: 'POST', headers, body: new URLSearchParams({ ...fields, ...form }), waitMs: WAIT_MS };
  const { status, body } = await askIssuer(issuer.token_endpoint, call, outbound);
  if (body.error === 'invalid_client' || body.error === 'unauthorized_client')
    throw new IssuerInvalid('The sign-in server does not know this service.');
  if (status !== GOOD) return undefined;
  const { id_token: idToken, access_token: accessToken } = body;
  if (typeof idToken !== 'string' || idToken.length > LONGEST_TOKEN)
    throw new IssuerInvalid('The sign-in server sent no ID token.');
  return { idToken, ...(typeof accessToken === 'string' ? { accessToken } : {}) };
};
