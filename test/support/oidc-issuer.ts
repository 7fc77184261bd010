import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePair, type Pair, type Parts, sign } from '../access/signed.ts';

/** An account at the issuer: what its ID token says beside the rest. */
export type Account = Readonly<Record<string, unknown>> & { readonly sub: string };

/** Ways this issuer can be wrong; each undefined where it is right. */
export interface Faults {
  /** Changes its description of itself. */
  describe?: (about: Record<string, unknown>) => unknown;
  /** Changes the ID token before it is signed. */
  idToken?: (parts: Parts) => Parts;
  /** Sent in place of the answer with the tokens. */
  token?: { readonly status: number; readonly body: string };
  /** Sent in place of the key set. */
  keys?: { readonly status: number; readonly body: string };
  /** Milliseconds each answer takes. */
  slowMs?: number;
  /** Codes can be used again. */
  reusesCodes?: true;
}

interface Pending {
  readonly account: Account;
  readonly asked: URLSearchParams;
}

const read = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
};

/** A small OpenID Connect issuer on this machine that checks what a real one checks. */
export const startIssuer = async (client: { readonly id: string; readonly secret?: string }, seconds: () => number) => {
  const pair: Pair = await makePair('RS384', 'issuer-key');
  const codes = new Map<string, Pending>();
  const faults: Faults = {};
  const calls: string[] = [];
  /** Who signs in next where a browser comes by itself. */
  const next: { account?: Account } = {};
  let base = '';

  const description = () => ({
    issuer: base,
    authorization_endpoint: `${base}/authorize`,
    token_endpoint: `${base}/token`,
    jwks_uri: `${base}/jwks`,
    end_session_endpoint: `${base}/end`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  });

  /** What is wrong with a request for tokens, in OAuth's words. */
  const problemOf = (form: URLSearchParams, pending: Pending | undefined, authorization: string | undefined) => {
    const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
    const proves = client.secret ? authorization === `Basic ${basic}` : form.get('client_id') === client.id;
    if (!proves) return 'invalid_client';
    if (!pending || form.get('grant_type') !== 'authorization_code') return 'invalid_grant';
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const { asked } = pending;
    return challenge === asked.get('code_challenge') && form.get('redirect_uri') === asked.get('redirect_uri')
      ? undefined
      : 'invalid_grant';
  };

  const tokensFor = async ({ account, asked }: Pending) => {
    const accessToken = randomUUID();
    const digest = createHash('sha384').update(accessToken).digest();
    const claims = {
      iss: base,
      aud: client.id,
      iat: seconds(),
      exp: seconds() + 3_600,
      nonce: asked.get('nonce'),
      at_hash: digest.subarray(0, digest.length / 2).toString('base64url'),
      ...account,
    };
    const parts: Parts = { header: { alg: 'RS384', kid: 'issuer-key' }, claims, key: pair.secret };
    return { id_token: await sign(faults.idToken?.(parts) ?? parts), access_token: accessToken, token_type: 'Bearer' };
  };

  /** What a person does at the authorization endpoint: they sign in, and are sent back to this address. */
  const signIn = (authorization: string, account: Account): string => {
    const asked = new URL(authorization).searchParams;
    const code = randomUUID();
    codes.set(code, { account, asked });
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.get('state') ?? '');
    back.searchParams.set('iss', base);
    return back.href;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const send = (status: number, body: unknown) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(typeof body === 'string' ? body : JSON.stringify(body));
    const path = new URL(request.url ?? '/', base).pathname;
    calls.push(path);
    if (faults.slowMs) await sleep(faults.slowMs);
    if (path === '/.well-known/openid-configuration') {
      const about = description();
      send(200, faults.describe ? faults.describe(about) : about);
    } else if (path === '/jwks') {
      send(faults.keys?.status ?? 200, faults.keys?.body ?? { keys: [pair.open] });
    } else if (path === '/authorize' && next.account) {
      response.writeHead(302, { location: signIn(`${base}${request.url}`, next.account) }).end();
    } else if (path === '/token') {
      const form = await read(request);
      const code = form.get('code') ?? '';
      const pending = codes.get(code);
      if (!faults.reusesCodes) codes.delete(code);
      const problem = problemOf(form, pending, request.headers.authorization);
      if (faults.token) send(faults.token.status, faults.token.body);
      else if (problem || !pending) send(400, { error: problem });
      else send(200, await tokensFor(pending));
    } else send(404, {});
  };

  const server = createServer((request, response) => {
    // A caller who went away is answered no more.
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: base,
    pair,
    faults,
    /** Paths it was asked for. */
    calls,
    next,
    signIn,
    behave: () => {
      for (const name of Object.keys(faults)) delete faults[name as keyof Faults];
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
