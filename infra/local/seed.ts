import { isDeepStrictEqual } from 'node:util';
import type { Ports, Tenant } from '../../shared/app/ports/ports.ts';
import type { TestMode } from '../../shared/app/ports/test-mode.ts';
import type { Container } from '../../shared/handlers/container.ts';
import { registerClients } from './clients/register-clients.ts';
import { LOCAL_TENANT, LOCAL_TIME_ZONE, SANDBOX_PAYER_TENANT, SANDBOX_TENANT } from './environment.ts';
import { practiceScript } from './sandbox/practice-script.ts';
import { practiceSettings } from './sandbox/practice-settings.ts';
import { scriptMembers } from './sandbox/script-members.ts';
import { seedSandbox } from './sandbox/seed-sandbox.ts';
import type { DataFolder } from './storage/data-folder.ts';

/** The tenant of calls without a token, and a sandbox for integrators. */
const TENANTS: readonly Tenant[] = [
  {
    id: LOCAL_TENANT,
    timeZone: LOCAL_TIME_ZONE,
    confirmationRequired: false,
    rosterComplete: [],
    sources: [{ id: 'demo-ehr', name: 'EHR of the demo hospital' }],
    // One person tries out rule packs here.
    selfApproval: true,
  },
  {
    id: SANDBOX_TENANT,
    timeZone: 'America/Chicago',
    confirmationRequired: false,
    // For the sample calls: a member not found, and an EHR that cannot be reached.
    rosterComplete: ['emblemhealth', 'uhc-commercial'],
    outbound: ['http://localhost:9'],
    sources: [{ id: 'sandbox-ehr', name: 'EHR of an integrator' }],
    testMode: { practicePayers: [SANDBOX_PAYER_TENANT] },
  },
  {
    id: SANDBOX_PAYER_TENANT,
    timeZone: 'America/Chicago',
    confirmationRequired: false,
    rosterComplete: [],
    sources: [],
    utilizationReview: { adoptedPacks: [], contact: '1-800-555-0100' },
    testMode: { payerScript: practiceScript() },
  },
];

type Roster = Parameters<Ports['roster']['put']>[1];
const MEMBERS: Roster = [
  { payer: 'emblemhealth', memberId: 'DEMO-1001', start: '2026-01-01', status: 'active' },
  { payer: 'emblemhealth', memberId: 'DEMO-1002', start: '2026-01-01', end: '2026-03-31', status: 'terminated' },
  { payer: 'emblemhealth', memberId: 'SANDBOX-1001', start: '2026-01-01', status: 'active' },
  { payer: 'emblemhealth', memberId: 'SANDBOX-1002', start: '2026-01-01', end: '2026-03-31', status: 'terminated' },
  { payer: 'emblemhealth', memberId: 'SANDBOX-1003', birthDate: '1950-05-05', start: '2026-01-01', status: 'active' },
  { payer: 'uhc-commercial', memberId: 'DEMO-1001', start: '2026-01-01', status: 'active' },
  { payer: 'uhc-commercial', memberId: 'DEMO-1002', start: '2026-01-01', end: '2026-03-31', status: 'terminated' },
  { payer: 'uhc-commercial', memberId: 'SANDBOX-1001', start: '2026-01-01', status: 'active' },
  { payer: 'uhc-commercial', memberId: 'SANDBOX-1002', start: '2026-01-01', end: '2026-03-31', status: 'terminated' },
  { payer: 'uhc-commercial', memberId: 'SANDBOX-1003', birthDate: '1950-05-05', start: '2026-01-01', status: 'active' },
  { payer: 'original-medicare', memberId: 'DEMO-2001', start: '2019-07-01', status: 'active' },
];

/** What a sandbox in a folder of a release before lacks; its script is always the one of this release. */
const testModeOf = (known: Tenant, { testMode }: Tenant): TestMode => ({
  ...testMode,
  ...known.testMode,
  ...(testMode?.payerScript ? { payerScript: testMode.payerScript } : {}),
});

/** A sandbox as it is to be at an address; `undefined` where nothing of it is new. */
const renewed = (known: Tenant, tenant: Tenant, url: string, at: DataFolder['at']): Tenant | undefined => {
  if (!tenant.testMode) return undefined;
  const practice =
    tenant.id === SANDBOX_TENANT ? practiceSettings(known, url, at(`clients/${SANDBOX_PAYER_TENANT}-app.json`)) : {};
  const next = { ...known, testMode: testModeOf(known, tenant), ...practice };
  return isDeepStrictEqual(next, known) ? undefined : next;
};

/**
 * Registers what a new data folder lacks; other existing data is not changed. `url`: where the service answers; `at`: where client
 * keys are stored.
 */
export const seed = async (opened: Container, url = '', at: DataFolder['at'] = () => undefined): Promise<void> => {
  const { settings, roster, clients, clock } = opened.ports;
  for (const tenant of TENANTS) {
    await registerClients(tenant.id, clients, at);
    // Their days count from today, so that a script is the same on any day.
    if (tenant.testMode) await roster.put(tenant.id, scriptMembers(tenant, clock.dateIn(tenant.timeZone, clock.now())));
    const known = await settings.tenant(tenant.id);
    const next = renewed(known ?? tenant, tenant, url, at);
    if (next ?? !known) await settings.put(next ?? tenant);
    if (known) continue;
    await roster.put(tenant.id, MEMBERS);
    if (tenant.id === SANDBOX_TENANT) await seedSandbox(tenant.id, opened);
  }
};
