import { SANDBOX_TENANT } from '../../infra/local/environment.ts';
import { readStatus } from '../../infra/local/read-status.ts';
import { seedDemoDay } from '../../infra/local/sandbox/demo-day.ts';
import { playScript } from '../../infra/local/sandbox/play-script.ts';
import { type Script, scriptsIn } from '../../infra/local/sandbox/script.ts';
import { sceneOf } from '../../infra/local/sandbox/write-order.ts';
import { seed } from '../../infra/local/seed.ts';
import { sweepTenant } from '../../shared/app/authorization/sweep-due.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { appointment } from '../support/appointments.ts';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';

export interface Shown {
  readonly state: string;
  readonly advice: string;
  /** Of `$bookable` and of the row of a worklist, for the visit of the script. */
  readonly answer: string;
  readonly reason: string;
  readonly row: string;
  readonly nextAction: string;
}

export const SITUATIONS: readonly Script[] = scriptsIn('situations');
const TAG = 'shown';

/** The sandbox of a laptop, at the endpoints. */
export const openSandbox = async (): Promise<EndpointHarness> => {
  const harness = await openEndpointHarness((open) => ({
    ...open,
    config: { ...open.config, DEFAULT_TENANT: SANDBOX_TENANT },
  }));
  await seed(harness.harness);
  await seedDemoDay(await sandboxOf(harness), harness.harness);
  return harness;
};

export const sandboxOf = async ({ harness }: EndpointHarness): Promise<Tenant> =>
  (await harness.ports.settings.tenant(SANDBOX_TENANT))!;

const part = (row: Part, name: string) => row?.parameter?.find((one: Part) => one.name === name);

/** Plays a situation and asks the endpoints about it. A clock it moves is put back. */
export const show = async (script: Script, harness: EndpointHarness): Promise<Shown> => {
  const { clock, settings } = harness.harness.ports;
  const before = await sandboxOf(harness);
  const receivedAt = clock.now();
  const today = clock.dateIn(before.timeZone, receivedAt);
  const scene = sceneOf(script, TAG, today, before.timeZone);
  const move = async (days: number) => {
    const moved = { ...before, testMode: { ...before.testMode, clockAheadHours: days * 24 } };
    await settings.put(moved);
    await sweepTenant(moved, harness.harness.ports);
  };
  await playScript(script, scene, { tenant: before, source: 'sandbox-ehr', receivedAt, move }, harness.harness);
  const status = await harness.ways.direct({
    method: 'GET',
    path: `/r4/ServiceRequest/${scene.id}/$authorization-status`,
  });
  const record = readStatus(status.body);
  const visit = script.steps.findLast((step) => 'visit' in step);
  const day = visit && 'visit' in visit ? visit.visit.day : 0;
  const on = new Date(Date.parse(`${today}T15:30:00Z`) + day * 86_400_000).toISOString();
  const resource = appointment('v1', scene.id, on);
  const entry = [{ fullUrl: 'https://ehr.example/r4/Appointment/v1', resource }];
  const list = { resourceType: 'Bundle', type: 'collection', entry };
  const { body } = await harness.ways.direct({ method: 'POST', path: '/r4/$worklist', body: list });
  const row = body.entry[0].resource;
  await settings.put(before);
  return {
    state: record.state,
    advice: record.of('advice'),
    answer: part(row, 'answer')?.valueCode,
    reason: part(row, 'reason')?.valueCodeableConcept.coding[0].code,
    row: part(row, 'state')?.valueCode,
    nextAction: part(row, 'nextAction')?.part.find((one: Part) => one.name === 'code')?.valueCode,
  };
};
