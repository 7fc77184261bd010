import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBucketManifests } from '../../shared/adapters/manifests/bucket-manifests.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { ManifestStore } from '../../shared/app/ports/access/manifest.ts';

/** As much of S3 as manifests need: conditional puts, reads, and listings of two per page. */
const objects = new Map<string, string>();
const puts: IncomingHttpHeaders[] = [];
let server: Server;
let store: ManifestStore;

const refusal = (code: string): string => `<Error><Code>${code}</Code><Message>no</Message></Error>`;
const list = (query: URLSearchParams): string => {
  const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
  const keys = [...objects.keys()].sort().filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after);
  const page = keys.slice(0, 2);
  const more = keys.length > 2 ? `<NextContinuationToken>${page[1]}</NextContinuationToken>` : '';
  const contents = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
  return `<ListBucketResult><IsTruncated>${keys.length > 2}</IsTruncated>${more}${contents}</ListBucketResult>`;
};

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://s3');
    const key = decodeURIComponent(url.pathname.replace('/vault/', ''));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === 'PUT') {
      puts.push(request.headers);
      const isThere = request.headers['if-none-match'] === '*' && objects.has(key);
      if (!isThere) objects.set(key, Buffer.concat(chunks).toString());
      response.writeHead(isThere ? 412 : 200).end(isThere ? refusal('PreconditionFailed') : '');
    } else if (url.searchParams.has('list-type')) response.end(list(url.searchParams));
    else response.writeHead(objects.has(key) ? 200 : 404).end(objects.get(key) ?? refusal('NoSuchKey'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  store = makeBucketManifests('vault', { region: 'us-east-1', endpoint: `http://127.0.0.1:${port}` });
});
afterAll(() => server.close());

test('a manifest is put once, locked in compliance mode until its retention ends, and read back unchanged', async () => {
  expect(await store.put(tenantId('clinic'), '20260601', '{"count":1}', '2033-06-01T00:00:00.000Z')).toBe('written');
  expect(await store.put(tenantId('clinic'), '20260601', '{"count":2}', '2033-06-01T00:00:00.000Z')).toBe('taken');
  expect(await store.read(tenantId('clinic'), '20260601')).toBe('{"count":1}');
  expect(puts[0]).toMatchObject({
    'if-none-match': '*',
    'x-amz-object-lock-mode': 'COMPLIANCE',
    'x-amz-object-lock-retain-until-date': '2033-06-01T00:00:00Z',
  });
  expect(Object.keys(puts[0] ?? {}).some((name) => name.startsWith('x-amz-checksum-'))).toBe(true);
});

test('names are in order, across pages, of one tenant, and after a name', async () => {
  for (const name of ['20260603', '20260602', '20260605', '20260604'])
    await store.put(tenantId('clinic'), name, '{}', '2033-06-01T00:00:00.000Z');
  await store.put(tenantId('clinic2'), '20260609', '{}', '2033-06-01T00:00:00.000Z');
  expect(await store.names(tenantId('clinic'))).toEqual(['20260601', '20260602', '20260603', '20260604', '20260605']);
  expect(await store.names(tenantId('clinic'), '20260603')).toEqual(['20260604', '20260605']);
  expect(await store.names(tenantId('nobody'))).toEqual([]);
});

test('any other refusal is an error', async () => {
  await expect(store.read(tenantId('clinic'), '20990101')).rejects.toThrow();
});
