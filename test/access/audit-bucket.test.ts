import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBucketManifests } from '../../shared/adapters/manifests/bucket-manifests.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { ManifestStore } from '../../shared/app/ports/access/manifest.ts';

/** As much of S3 as manifests need: conditional puts, versions of an object (oldest first), and listings of two per page. */
const objects = new Map<string, string[]>();
const puts: IncomingHttpHeaders[] = [];
let server: Server;
let store: ManifestStore;

const refusal = (code: string): string => `<Error><Code>${code}</Code><Message>no</Message></Error>`;
const list = (query: URLSearchParams): string => {
  const all = [...objects.keys()].sort().flatMap((key) => {
    const count = objects.get(key)!.length;
    return Array.from({ length: count }, (_, index) => ({ key, id: String(count - index) }));
  });
  const marker = query.get('key-marker') ?? '';
  const version = query.get('version-id-marker');
  const isAfter = ({ key, id }: { key: string; id: string }) =>
    key > marker || (version !== null && key === marker && Number(id) < Number(version));
  const keys = all.filter((one) => one.key.startsWith(query.get('prefix') ?? '') && isAfter(one));
  const page = keys.slice(0, 2);
  const last = page.at(-1);
  const more =
    keys.length > 2
      ? `<NextKeyMarker>${last?.key}</NextKeyMarker><NextVersionIdMarker>${last?.id}</NextVersionIdMarker>`
      : '';
  const contents = page
    .map(({ key, id }) => `<Version><Key>${key}</Key><VersionId>${id}</VersionId></Version>`)
    .join('');
  return `<ListVersionsResult><IsTruncated>${keys.length > 2}</IsTruncated>${more}${contents}</ListVersionsResult>`;
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
      if (!isThere) objects.set(key, [Buffer.concat(chunks).toString()]);
      response.writeHead(isThere ? 412 : 200).end(isThere ? refusal('PreconditionFailed') : '');
    } else if (url.searchParams.has('versions')) response.end(list(url.searchParams));
    else {
      const text = objects.get(key)?.at(Number(url.searchParams.get('versionId') ?? 0) - 1);
      response.writeHead(text === undefined ? 404 : 200).end(text ?? refusal('NoSuchKey'));
    }
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

test('a later version over a manifest changes nothing: the oldest counts, however many there are', async () => {
  await store.put(tenantId('covered'), '20260601', 'first', '2033-06-01T00:00:00.000Z');
  const [key] = [...objects.keys()].filter((one) => one.startsWith('tenant-covered/'));
  objects.get(key!)!.push('second', 'third', 'fourth', 'fifth');
  expect(await store.names(tenantId('covered'))).toEqual(['20260601']);
  expect(await store.read(tenantId('covered'), '20260601')).toBe('first');
});
