import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { DocumentStore } from '../../shared/app/ports/documents.ts';
import { openDocuments } from '../../shared/lambda/open-documents.ts';

const CLINIC = tenantId('clinic');
const REGION = { region: 'us-east-1' };
const bytesOf = (length: number): string =>
  Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 31) % 256)).toString('base64');

/** As much of S3 as documents need: an object is put whole or not at all, read back as it is, and absent by its error code. */
const openBucket = async () => {
  const objects = new Map<string, Buffer>();
  const trouble = { status: 0, times: 0, cut: false };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname } = new URL(request.url ?? '', 'http://s3');
    const fail = (status: number, code: string) => {
      response.writeHead(status, { 'content-type': 'application/xml' });
      response.end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
    };
    if (trouble.times > 0) {
      trouble.times -= 1;
      fail(trouble.status, trouble.status === 403 ? 'AccessDenied' : 'SlowDown');
    } else if (request.method === 'PUT') {
      objects.set(pathname, Buffer.concat(chunks));
      response.end();
    } else {
      const found = objects.get(pathname);
      if (found) response.end(found);
      else fail(404, 'NoSuchKey');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    objects,
    trouble,
    store: openDocuments('s3://documents', { ...REGION, endpoint }),
    close: () => server.close(),
  };
};

let bucket: Awaited<ReturnType<typeof openBucket>>;
const folder = mkdtempSync(join(tmpdir(), 'stresspass-documents-'));
const stores = new Map<string, DocumentStore>();
beforeAll(async () => {
  bucket = await openBucket();
  stores.set('bucket', bucket.store).set('folder', openDocuments(`file:${folder}`, REGION));
  stores.set('memory', openDocuments('memory:', REGION));
});
afterAll(() => {
  bucket.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['bucket', 'folder', 'memory'])('documents in a %s', (kind) => {
  const store = (): DocumentStore => stores.get(kind) as DocumentStore;

  test.each([
    ['a few bytes', bytesOf(10)],
    ['bytes of every value', bytesOf(256)],
    ['a document of three megabytes', bytesOf(3_000_000)],
    ['an empty one', ''],
  ])('%s are read as they were put', async (name, base64) => {
    await store().put(CLINIC, name, base64);
    expect(await store().get(CLINIC, name)).toBe(base64);
  });

  test('what is not there is nothing, in a tenant that has documents and in one that has none', async () => {
    expect(await store().get(CLINIC, 'absent')).toBeUndefined();
    expect(await store().get(tenantId('nobody'), 'absent')).toBeUndefined();
  });

  test('a second put under the name, also at the same time, leaves the same document', async () => {
    await Promise.all([1, 2, 3].map(() => store().put(CLINIC, 'twice', bytesOf(5_000))));
    await store().put(CLINIC, 'twice', bytesOf(5_000));
    expect(await store().get(CLINIC, 'twice')).toBe(bytesOf(5_000));
  });

  test('a tenant does not read what another has under the same name', async () => {
    await store().put(CLINIC, 'shared', bytesOf(11));
    expect(await store().get(tenantId('other'), 'shared')).toBeUndefined();
    await store().put(tenantId('other'), 'shared', bytesOf(12));
    expect(await store().get(CLINIC, 'shared')).toBe(bytesOf(11));
  });

  test('names of tenants are no paths', async () => {
    const [dots, slashed] = [tenantId('..'), tenantId('a/../clinic')];
    for (const [index, tenant] of [dots, slashed].entries()) {
      await store().put(tenant, 'odd', bytesOf(20 + index));
      expect(await store().get(tenant, 'odd')).toBe(bytesOf(20 + index));
    }
    expect(await store().get(CLINIC, 'odd')).toBeUndefined();
  });
});

describe('a bucket in trouble', () => {
  test('is asked again when it is busy', async () => {
    Object.assign(bucket.trouble, { status: 503, times: 2 });
    await bucket.store.put(CLINIC, 'busy', bytesOf(9));
    Object.assign(bucket.trouble, { status: 503, times: 2 });
    expect(await bucket.store.get(CLINIC, 'busy')).toBe(bytesOf(9));
  });

  test('that does not let us in is an error, and never a document that is not there', async () => {
    Object.assign(bucket.trouble, { status: 403, times: 1 });
    await expect(bucket.store.get(CLINIC, 'busy')).rejects.toThrow('AccessDenied');
    Object.assign(bucket.trouble, { status: 403, times: 1 });
    await expect(bucket.store.put(CLINIC, 'unwritten', bytesOf(9))).rejects.toThrow('AccessDenied');
    expect(await bucket.store.get(CLINIC, 'unwritten')).toBeUndefined();
  });

  test('objects lie under their tenant', () => {
    expect([...bucket.objects.keys()].every((key) => key.startsWith('/documents/tenant-'))).toBe(true);
  });
});

test.each(['', 's3://', 'ftp://somewhere'])('a function given "%s" for documents says so', async (place) => {
  await expect(openDocuments(place, REGION).get(CLINIC, 'any')).rejects.toThrow('no place for documents');
});
