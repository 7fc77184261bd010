import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servePage } from '../../infra/local/http/serve-page.ts';
import { startServer } from '../../infra/local/http/server.ts';
import { bundlePage, type Page } from '../../infra/local/page/bundle-page.ts';

/** What the first view may weigh as it is sent, in bytes. */
const FIRST_LOAD = 60_000;

let page: Page;
let base = '';
let close: () => Promise<void>;

/** The bytes as they are sent: fetch would unpack them. */
const sent = async (path: string, headers: Record<string, string> = {}) => {
  const { request } = await import('node:http');
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const call = request(`${base}${path}`, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    call.on('error', reject).end();
  });
};

beforeAll(async () => {
  page = await bundlePage();
  const server = await startServer(0, {
    invoke: async () => ({ statusCode: 200, headers: {}, body: 'the API' }),
    aws: async () => ({ statusCode: 200, headers: {}, body: 'AWS' }),
    page: servePage(Promise.resolve(page), ['https://ehr.example']),
  });
  base = `http://127.0.0.1:${server.port}`;
  close = server.close;
});
afterAll(() => close());

describe('the document', () => {
  test.each(['/', '/today', '/order', '/ask'])('is what %s shows', async (path) => {
    const { status, headers, body } = await sent(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
    expect(body.toString()).toContain('<div id="app">');
  });

  test('lets nothing but our own files run, and only named origins frame it', async () => {
    const { headers, body } = await sent('/');
    expect(headers['content-security-policy']).toBe(
      "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'self' https://ehr.example",
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(body.toString()).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=/);
  });

  test('leaves everything else to the API, other methods too', async () => {
    expect((await sent('/health')).body.toString()).toBe('the API');
    expect((await sent('/nowhere')).status).toBe(404);
    expect((await sent('/assets/none.js')).status).toBe(404);
    const posted = await fetch(`${base}/today`, { method: 'POST' });
    expect(posted.status).toBe(404);
  });
});

describe('its files', () => {
  test('are kept for ever under a name of their own, and asked for by ETag', async () => {
    for (const path of page.first) {
      const { status, headers } = await sent(path);
      expect(status, path).toBe(200);
      expect(path).toMatch(/[/-][A-Z0-9]{8}\.(js|css)$/);
      expect(headers['cache-control']).toContain('immutable');
      expect(headers.etag).toMatch(/^"[0-9a-f]{32}-identity"$/);
      const again = await sent(path, { 'if-none-match': String(headers.etag) });
      expect(again.status).toBe(304);
      expect(again.body).toHaveLength(0);
    }
  });

  test('come compressed as the browser can read them, each with its own ETag', async () => {
    const [path = ''] = page.first;
    const plain = await sent(path);
    const [br, gzip] = [
      await sent(path, { 'accept-encoding': 'gzip, br' }),
      await sent(path, { 'accept-encoding': 'gzip' }),
    ];
    expect(br.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(br.body)).toEqual(plain.body);
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(new Set([plain, br, gzip].map(({ headers }) => headers.etag)).size).toBe(3);
    expect((await sent(path, { 'accept-encoding': 'br;q=0' })).headers['content-encoding']).toBeUndefined();
  });

  test(`weigh at most ${FIRST_LOAD / 1_000} kB at first`, async () => {
    const paths = ['/', ...page.first];
    const all = await Promise.all(paths.map((path) => sent(path, { 'accept-encoding': 'gzip' })));
    const bytes = all.reduce((sum, { body }) => sum + body.length, 0);
    console.log(`first load: ${bytes} bytes in ${paths.length} files`);
    expect(bytes).toBeLessThanOrEqual(FIRST_LOAD);
  });
});

test('a page that cannot be bundled takes nothing else down', async () => {
  const warned: string[] = [];
  const onWarning = ({ message }: Error): void => void warned.push(message);
  process.on('warning', onWarning);
  const serve = servePage(Promise.reject(new Error('no esbuild here')), []);
  const request = { headers: {} } as Parameters<typeof serve>[0];
  expect(await serve(request, 'GET', '/')).toBeUndefined();
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('warning', onWarning);
  expect(warned.join()).toContain('no esbuild here');
});
