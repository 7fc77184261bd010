import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { copyBucketPacks } from '../../shared/adapters/packs/bucket-packs.ts';
import { readEnvironment } from '../../shared/lambda/config.ts';

/** As much of S3 as a copy of a bucket needs: a listing and its objects. */
const objects = new Map<string, string>();
const asked: string[] = [];
let server: Server;
let endpoint = '';

const listing = (): string => {
  const contents = [...objects].map(
    ([key, text]) => `<Contents><Key>${key}</Key><Size>${text.length}</Size></Contents>`,
  );
  return `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://s3');
    asked.push(`${request.method} ${url.pathname}`);
    const key = decodeURIComponent(url.pathname.replace(/^\/packs\/?/, ''));
    response.end(key === '' ? listing() : objects.get(key));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  objects.clear();
  asked.length = 0;
});
const copy = () => copyBucketPacks('packs', { region: 'us-east-1', endpoint });

test('the packs of a bucket are a folder of this process, by their names', async () => {
  objects.set('10-clinic.json', '{"id":"clinic"}').set('20-north.json', '{"id":"north"}');
  const folder = await copy();
  expect(readdirSync(folder).sort()).toEqual(['10-clinic.json', '20-north.json']);
  expect(readFileSync(join(folder, '20-north.json'), 'utf8')).toBe('{"id":"north"}');
  expect(asked.every((one) => one.startsWith('GET '))).toBe(true);
});
test('an empty bucket is an empty folder', async () => {
  expect(readdirSync(await copy())).toEqual([]);
});
test.each([
  ['a way out of the folder', '../clinic.json', '{}', 'no pack file'],
  ['a folder', 'old/clinic.json', '{}', 'no pack file'],
  ['another kind of file', 'notes.txt', 'hello', 'no pack file'],
  ['a file that is too large', 'clinic.json', ' '.repeat(1_000_001), 'larger than'],
])('%s is refused, and so is the start', async (_, key, text, says) => {
  objects.set(key, text);
  await expect(copy()).rejects.toThrow(`Configuration: RULE_PACKS: `);
  await expect(copy()).rejects.toThrow(says);
});
test('more than twenty are refused', async () => {
  for (let n = 0; n < 21; n++) objects.set(`clinic-${n}.json`, '{}');
  await expect(copy()).rejects.toThrow('more than 20 files');
});
test('an environment that names no bucket and no secret stays the one a start on a laptop still completes', async () => {
  const environment = { RULE_PACKS: '/packs', HASH_SECRET: 'text' };
  expect(await readEnvironment(environment)).toBe(environment);
});
