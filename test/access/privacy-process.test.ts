import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { orderMessage } from '../support/endpoint-messages.ts';
import { POST_ENDPOINTS } from '../support/post-endpoints.ts';
import { startProcess } from '../support/service-process.ts';
import { MARKED, mark, withMarks } from './marked.ts';

test('at full verbosity the service reveals nothing about the patient on standard output, standard error or the bus', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stresspass-privacy-'));
  const service = await startProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'debug' });
  const post = (path: string, body: string, headers = {}): Promise<Response> =>
    fetch(`${service.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json', ...headers },
      body,
    });
  for (const door of POST_ENDPOINTS) {
    const text = JSON.stringify(mark(door.message()));
    expect((await post(door.path, text)).status).toBe(200);
    expect((await post(door.path, text.slice(0, -9))).status).toBe(400);
    expect((await post(door.path, text.replace(/"status":"[a-z]+"/, `"status":"${MARKED.mrn}"`))).status).toBeLessThan(
      500,
    );
  }
  const Entries = [{ Source: 'demo-ehr', DetailType: 'FHIR ServiceRequest', EventBusName: 'stresspass' }].map(
    (entry) => ({
      ...entry,
      Detail: JSON.stringify({ source: 'demo-ehr', bundle: mark(orderMessage('on-the-bus')) }),
    }),
  );
  const put = await post('/', JSON.stringify({ Entries }), {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'AWSEvents.PutEvents',
  });
  expect(put.status).toBe(200);
  await expect.poll(() => service.said(), { timeout: 15_000, interval: 200 }).toContain('order-answered');
  await expect.poll(() => service.said(), { timeout: 15_000, interval: 200 }).toContain('decision-announced');
  expect(await service.stop('SIGTERM')).toBe(0);
  expect(withMarks([service.said()])).toEqual([]);
  expect(service.said().length).toBeGreaterThan(5_000);
  const published = await readFile(join(dataDir, 'events.jsonl'), 'utf8');
  expect(published).toContain('on-the-bus');
  expect(withMarks(published.split('\n'))).toEqual([]);
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);
