import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { CPT } from '../../shared/codes/systems.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { openContainer } from '../../shared/lambda/open-container.ts';
import { eventOf } from '../support/endpoint-harness.ts';

const folder = mkdtempSync(join(tmpdir(), 'licensed-'));
afterAll(() => rmSync(folder, { recursive: true }));

const config = {
  TABLE_NAME: 'unused',
  AWS_REGION: 'us-east-1',
  EVENT_BUS_NAME: 'unused',
  QUEUE_URL: 'unused',
  CANONICAL_BASE: 'https://stresspass.example/fhir',
  HASH_SECRET: 'unused',
  PUBLIC_URL: 'http://localhost:3000',
  DEFAULT_TENANT: tenantId('demo'),
  AUTH: 'open',
  LOG_LEVEL: 'silent',
} as const;

/** Answers with one billing code. */
const metadata: Handler = async () => ({ status: 200, body: { coding: [{ system: CPT, code: '93015' }] } });

const codingFrom = async (settings: Parameters<typeof openContainer>[0]) => {
  const handler = httpEntry({ metadata }, () => openContainer(settings));
  const { body } = await handler(eventOf({ method: 'GET', path: '/r4/metadata' }), lambdaContext('fhir-api'));
  return JSON.parse(body).coding[0];
};

test('a deployer’s licensed text is shown beside the code; without the file the code stands alone', async () => {
  const path = join(folder, 'descriptors.json');
  writeFileSync(path, JSON.stringify({ '93015': 'Licensed words' }));
  expect(await codingFrom({ ...config, DESCRIPTORS_FILE: path })).toEqual({
    system: CPT,
    code: '93015',
    display: 'Licensed words',
  });
  expect(await codingFrom(config)).toEqual({ system: CPT, code: '93015' });
});

test('a file that is named but not there stops the start', () => {
  expect(() => openContainer({ ...config, DESCRIPTORS_FILE: join(folder, 'nowhere.json') })).toThrow('nowhere.json');
});
