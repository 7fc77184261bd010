import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SANDBOX_TENANT } from '../../infra/local/environment.ts';
import { seedDemoDay } from '../../infra/local/sandbox/demo-day.ts';
import { scriptsIn } from '../../infra/local/sandbox/script.ts';
import { seed } from '../../infra/local/seed.ts';
import { PEOPLE_STATES } from '../../shared/core/decide/people-state.ts';
import { appointment } from '../support/appointments.ts';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import type { Part } from '../support/endpoint-messages.ts';

const SCRIPTS = scriptsIn('demo-day');
const TODAY = '2026-06-01';
const idOf = (script: string) => `${script}-${TODAY.replaceAll('-', '')}`;

let harness: EndpointHarness;
let rows: readonly Part[];
let seeded: number;
const tenant = async () => (await harness.harness.ports.settings.tenant(SANDBOX_TENANT))!;
const part = (row: Part, name: string) => row?.parameter.find((one: Part) => one.name === name);

beforeAll(async () => {
  harness = await openEndpointHarness((open) => ({
    ...open,
    config: { ...open.config, DEFAULT_TENANT: SANDBOX_TENANT },
  }));
  await seed(harness.harness);
  seeded = await seedDemoDay(await tenant(), harness.harness);
  const entry = SCRIPTS.map(({ id }) => {
    const resource = appointment(`${idOf(id)}-visit`, idOf(id), `${TODAY}T15:30:00-05:00`);
    return { fullUrl: `https://ehr.example/r4/Appointment/${resource.id}`, resource };
  });
  const asked = { resourceType: 'Bundle', type: 'collection', entry };
  const { body } = await harness.ways.direct({ method: 'POST', path: '/r4/$worklist', body: asked });
  rows = body.entry.map(({ resource }: Part) => resource);
}, 60_000);
afterAll(() => harness.close());

const rowOf = (script: string) =>
  rows.find((row) => part(row, 'order')?.valueReference.reference === `ServiceRequest/${idOf(script)}`)!;

describe('the demo day', () => {
  test('has 14 visits', () => expect([SCRIPTS.length, seeded]).toEqual([14, 14]));

  test.each(SCRIPTS.map((one) => [one.id, one] as const))(
    '%s stands where its script says',
    (id, { expect: wanted }) => {
      const row = rowOf(id);
      const action = part(row, 'nextAction')?.part.find((one: Part) => one.name === 'code');
      expect([part(row, 'state')?.valueCode, action?.valueCode]).toEqual([wanted.row, wanted.nextAction]);
    },
  );

  test('shows all five states', () =>
    expect(new Set(rows.map((row) => part(row, 'state')?.valueCode))).toEqual(new Set(Object.keys(PEOPLE_STATES))));

  test('is there once, however often the service starts', async () =>
    expect(await seedDemoDay(await tenant(), harness.harness)).toBe(0));
});
