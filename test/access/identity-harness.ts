import { handlers as cdsDoors } from '../../functions/cds-hooks/index.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { Client } from '../../shared/app/ports/access/client.ts';
import { openTokens } from '../../shared/lambda/auth/open-tokens.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import {
  type Answered,
  type Ask,
  eventOf,
  NOW,
  openEndpointHarness,
  PUBLIC_URL,
  TENANT,
} from '../support/endpoint-harness.ts';
import { claimsOf, makePair, type Pair, type Parts, sign } from './signed.ts';

export const BASE = `${PUBLIC_URL}/r4`;
export const TOKEN_ENDPOINT = `${BASE}/auth/token`;
export const EHR = 'https://ehr.example/fhir';
export const SECONDS = Date.parse(NOW) / 1000;
export const RIVAL = { ...TENANT, id: tenantId('rival'), sources: [{ id: 'rival-ehr', name: 'EHR of the rival' }] };

export const client = (id: string, keys: Client['keys'], more: Partial<Client> = {}): Client => ({
  tenant: TENANT.id,
  use: 'smart',
  id,
  name: id,
  keys,
  scopes: ['system/*.cruds'],
  ...more,
});

/** The endpoints with authentication required, two tenants, and clients of both with their keys. */
export const openIdentityHarness = async (config: Readonly<Record<string, string>> = {}) => {
  const harness = await openEndpointHarness((opened) => {
    Object.assign(opened.config, { AUTH: 'required', ...config });
    return { ...opened, ports: { ...opened.ports, tokens: openTokens(opened.config, opened.ports) } };
  });
  const pairs = {
    app: await makePair('ES384', 'app-1'),
    rsa: await makePair('RS384', 'app-2'),
    reader: await makePair('ES384', 'reader-1'),
    rival: await makePair('ES384', 'rival-1'),
    ehr: await makePair('ES384', 'ehr-1'),
    stranger: await makePair('ES384', 'stranger-1'),
  };
  const { settings, clients } = harness.ports;
  await settings.put(RIVAL);
  const registered: readonly Client[] = [
    client('app', [pairs.app.open, pairs.rsa.open]),
    client('reader', [pairs.reader.open], { scopes: ['system/Task.rs', 'system/Claim.read'] }),
    client('rival-app', [pairs.rival.open], { tenant: RIVAL.id }),
    client(EHR, [pairs.ehr.open, pairs.rsa.open], { use: 'cds-hooks', scopes: [], jku: `${EHR}/jwks.json` }),
  ];
  for (const one of registered) await clients.put(one);

  const hooks = httpEntry(cdsDoors, () => harness.harness);
  const call = async (asked: Ask): Promise<Answered> => {
    const { statusCode, headers, body } = await hooks(eventOf(asked), lambdaContext('cds-hooks'));
    const texts = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]);
    return { status: statusCode, headers: Object.fromEntries(texts), body: body ? JSON.parse(body) : undefined };
  };
  const ask = (asked: Ask, token?: string): Promise<Answered> => {
    const headers = { ...asked.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    return (asked.path.startsWith('/cds-services') ? call : harness.ways.direct)({ ...asked, headers });
  };
  const form = (fields: Readonly<Record<string, string>> | string) =>
    harness.ways.direct({
      method: 'POST',
      path: '/r4/auth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  const soundAssertion = (id: string, pair: Pair): Parts => ({
    header: { alg: pair.open.kty === 'RSA' ? 'RS384' : 'ES384', typ: 'JWT', kid: pair.open.kid },
    claims: claimsOf(id, TOKEN_ENDPOINT, Date.parse(harness.time.now) / 1000),
    key: pair.secret,
  });
  const askToken = async (assertion: string, scope = 'system/*.cruds') =>
    form({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope,
    });
  /** An access token obtained from the token endpoint. */
  const tokenFor = async (id: string, pair: Pair, scope?: string): Promise<string> => {
    const { body, status } = await askToken(await sign(soundAssertion(id, pair)), scope);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body.access_token;
  };
  return { ...harness, pairs, ask, form, askToken, tokenFor, soundAssertion };
};
export type IdentityHarness = Awaited<ReturnType<typeof openIdentityHarness>>;
