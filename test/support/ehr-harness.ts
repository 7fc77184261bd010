import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FhirResource } from 'fhir/r4';
import { notify } from '../../functions/order-events/notify.ts';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import type { EhrServer } from '../../shared/app/ports/source.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { startEhrStub } from './ehr-stub.ts';
import { type Ask, eventOf } from './endpoint-harness.ts';
import { openEventHarness, TENANT } from './event-harness.ts';
import { orderBundle } from './orders.ts';

export const HOOK_SECRET = 'the-clinic-and-we-know-this';

/** The demo order and what surrounds it as an EHR holds it: every resource by itself, under its own id. */
export const chartOf = (id: string, bundle = orderBundle(id)): readonly FhirResource[] => {
  const { entry = [] } = bundle;
  const text = entry.reduce(
    (sofar, { fullUrl = '', resource }) =>
      sofar.replaceAll(`"${fullUrl}"`, `"${resource?.resourceType}/${resource?.id}"`),
    JSON.stringify(entry.map(({ resource }) => resource)),
  );
  return JSON.parse(text) as FhirResource[];
};
export const PATIENT = 'demo-patient-1';
export const about = { subject: { reference: `Patient/${PATIENT}` } };

/** The event functions, the rest-hook endpoint, and the EHR behind them with its own chart. */
export const openEhrHarness = async (
  server: Partial<EhrServer> = {},
  tenant: Partial<Tenant> = {},
  prepare?: Parameters<typeof openEventHarness>[1],
) => {
  const stub = await startEhrStub();
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  writeFileSync(join(folder, 'hook'), `${HOOK_SECRET}\n`);
  const source = {
    id: TENANT.source,
    name: 'EHR of the clinic',
    hookSecret: `file:${join(folder, 'hook')}`,
    fhir: { base: stub.base, ...server },
  };
  const harness = await openEventHarness({ ...tenant, sources: [source], outbound: [stub.origin] }, prepare);
  const handler = httpEntry({ notify }, () => harness.harness);
  const authorization = { authorization: `Bearer ${HOOK_SECRET}` };
  return {
    ...harness,
    stub,
    source,
    tenantId: TENANT.id,
    folder,
    /** What an EHR's subscription delivers, with the secret unless the test says otherwise. */
    deliverHook: async (ask: Partial<Ask>) => {
      const path = `/events/${TENANT.source}`;
      const whole = { method: 'POST' as const, path, ...ask, headers: { ...authorization, ...ask.headers } };
      const { statusCode, body } = await handler(eventOf(whole), lambdaContext('order-events'));
      return { status: statusCode, body };
    },
    /** The facts the newest answer of an order was decided from. */
    facts: async (orderId: string) => {
      const record = await harness.record(orderId);
      const ref = { source: TENANT.source, orderId };
      const stored =
        record && (await harness.ports.authorizations.determination(TENANT.id, ref, record.determinationId));
      return stored?.question.asked.facts;
    },
    close: async () => {
      stub.close();
      rmSync(folder, { recursive: true });
      await harness.close();
    },
  };
};
export type EhrHarness = Awaited<ReturnType<typeof openEhrHarness>>;
