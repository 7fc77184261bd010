import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import type { Part } from './endpoint-messages.ts';

/** What a payer answers to one call. */
export type Manner =
  | { readonly is: 'answers'; readonly body: unknown; readonly status?: number; readonly headers?: Part }
  /** What it answers follows from what it was sent. */
  | { readonly is: 'replies'; readonly to: (sent: Part) => unknown }
  /** The request is taken up, and the line goes dead before the answer is out. */
  | { readonly is: 'half'; readonly body: unknown }
  | { readonly is: 'hangs' }
  | { readonly is: 'endless' };

interface Call {
  readonly path: string;
  readonly token: string | undefined;
  readonly body: Part;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

const answerIn = async (manner: Manner, sent: Part, response: ServerResponse): Promise<void> => {
  const text = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body));
  switch (manner.is) {
    case 'answers': {
      const { status = 200, headers = {}, body } = manner;
      response.writeHead(status, { 'content-type': 'application/fhir+json', ...headers }).end(text(body));
      return;
    }
    case 'replies': {
      const body = await manner.to(sent);
      response.writeHead(200, { 'content-type': 'application/fhir+json' }).end(text(body));
      return;
    }
    case 'half': {
      const whole = text(manner.body);
      response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': whole.length });
      response.write(whole.slice(0, whole.length / 2), () => response.destroy());
      return;
    }
    case 'endless': {
      response.writeHead(200, { 'content-type': 'application/fhir+json' });
      const more = (): void => {
        while (!response.destroyed && response.write(' '.repeat(64_000)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
      return;
    }
    case 'hangs':
  }
};

/** A payer that takes requests by PAS and answers as its script says: one manner for each call, the last one for all after. */
export const openMisbehavingPayer = async () => {
  const calls: Call[] = [];
  const script: Manner[] = [];
  const token = { status: 200, asked: 0 };
  let handed = 0;
  const server = createServer(async (request, response) => {
    const text = await bodyOf(request);
    if (request.url === '/token') {
      token.asked += 1;
      const body = { access_token: `token-${token.asked}`, token_type: 'bearer', expires_in: 600 };
      response.writeHead(token.status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return;
    }
    const sent: Part = JSON.parse(text);
    calls.push({ path: request.url ?? '', token: request.headers.authorization?.replace(/^Bearer /, ''), body: sent });
    const manner = script[Math.min(handed++, script.length - 1)];
    if (!manner) throw new Error('no script');
    await answerIn(manner, sent, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const folder = mkdtempSync(join(tmpdir(), 'pas-client-'));
  const { privateKey } = await generateKeyPair('ES384', { extractable: true });
  const key = join(folder, 'key.json');
  writeFileSync(key, JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'practice-1' }));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    calls,
    token,
    key: `file:${key}`,
    plays: (...manners: readonly Manner[]): void => {
      calls.length = 0;
      handed = 0;
      script.splice(0, script.length, ...manners);
      Object.assign(token, { status: 200 });
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
};
export type MisbehavingPayer = Awaited<ReturnType<typeof openMisbehavingPayer>>;
