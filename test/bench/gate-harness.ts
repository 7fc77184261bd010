import { handlers } from '../../functions/fhir-api/index.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import { startServer } from '../../infra/local/http/server.ts';
import { systemClock } from '../../shared/adapters/system.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { readConfig } from '../../shared/lambda/config.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import type { OpenedContainer } from '../../shared/lambda/open-container.ts';
import { openContainer } from '../../shared/lambda/open-container.ts';
import { openTestStores } from '../support/embedded-store.ts';

export const TENANT: Tenant = {
  id: tenantId('clinic'),
  timeZone: 'America/New_York',
  confirmationRequired: false,
  rosterComplete: [],
  sources: [{ id: 'north', name: 'EHR of the hospital' }],
};
const NOW = '2026-06-01T15:00:00.000Z';

/** The doors behind the local server, over the embedded engine in memory, on a day on which the samples make sense. */
export const openGateHarness = async () => {
  const table = await openTestStores();
  const real = openContainer(
    readConfig({
      TABLE_NAME: 'unused',
      QUEUE_URL: 'unused',
      HASH_SECRET: 'bench',
      AUTH: 'open',
      DEFAULT_TENANT: TENANT.id,
      LOG_LEVEL: 'silent',
    }),
  );
  const time = { now: NOW };
  const clock = { ...systemClock, now: () => time.now };
  const harness: OpenedContainer = { ...real, ports: { ...real.ports, ...table.stores, digest: table.digest, clock } };
  await table.stores.settings.put(TENANT);
  const handler = httpEntry(handlers, () => harness);
  const server = await startServer(0, {
    invoke: (route, event) => handler(event, lambdaContext(route.function)),
    aws: () => Promise.reject(new Error('no AWS here')),
  });
  const url = `http://127.0.0.1:${server.port}`;
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  return {
    harness,
    table,
    time,
    url,
    post,
    close: async () => {
      await server.close();
      await table.close();
    },
  };
};
export type GateHarness = Awaited<ReturnType<typeof openGateHarness>>;
