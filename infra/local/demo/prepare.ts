import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeAccessTokens } from '../../../shared/adapters/outbound/access-tokens.ts';
import { makeBreaker } from '../../../shared/adapters/outbound/breaker.ts';
import { makeFhirServers } from '../../../shared/adapters/outbound/fhir-servers.ts';
import { makeOutbound } from '../../../shared/adapters/outbound/outbound.ts';
import { makeSendWith } from '../../../shared/adapters/outbound/send-with.ts';
import { subscribeToPayer } from '../../../shared/adapters/payers/pas-subscription.ts';
import type { PayerEndpoint } from '../../../shared/app/ports/payer-endpoint.ts';
import type { Ports, Tenant } from '../../../shared/app/ports/ports.ts';
import { SANDBOX_PAYER_TENANT, SANDBOX_TENANT } from '../environment.ts';
import type { DemoEhr } from './ehr.ts';
import { DEMO_TYPES } from './loop.ts';

/** Source the payer's notices come from. */
const NOTICES = 'sandbox-payer-notices';
const PRIVATE = ['http://localhost:*', 'http://127.0.0.1:*'];

interface Prepared {
  readonly ehr: DemoEhr;
  /** Address of the demo's service. */
  readonly url: string;
  /** Where the secret of the payer's notices is kept. */
  readonly dataDir: string;
  readonly ports: Pick<Ports, 'settings' | 'clients' | 'secrets'>;
}

const tenantNamed = async (id: Tenant['id'], { settings }: Pick<Ports, 'settings'>): Promise<Tenant> => {
  const known = await settings.tenant(id);
  if (!known) throw new Error(`The tenant ${id} is missing.`);
  return known;
};

/** Has the payer give notice of its answers, as `npx stresspass admin payers subscribe` does. */
const subscribe = async (tenant: Tenant, secret: string, { url, ports }: Prepared): Promise<void> => {
  const [endpoint] = tenant.payerEndpoints ?? [];
  if (endpoint?.kind !== 'fhir-pas') throw new Error('The sandbox has no way to its payer.');
  const sender = tenant.submission?.practice?.npi ?? '';
  const payer = await tenantNamed(SANDBOX_PAYER_TENANT, ports);
  await ports.settings.put({ ...payer, outbound: [...(payer.outbound ?? []), url] });
  const client = await ports.clients.find('smart', endpoint.credentials?.clientId ?? '');
  if (client) await ports.clients.put({ ...client, senders: [sender] });
  const outbound = makeOutbound({ privateOrigins: PRIVATE });
  const sendWith = makeSendWith(ports.secrets, Date.now);
  const tokens = makeAccessTokens({ secrets: ports.secrets, outbound, sendWith, now: Date.now });
  const servers = makeFhirServers({ outbound, breaker: makeBreaker(Date.now), tokens, sendWith });
  const hook = `${url}/events/${NOTICES}`;
  const subscription = { version: '2.2.1', sender, endpoint: hook, secret } as const;
  await subscribeToPayer(servers, { endpoint, origins: tenant.outbound ?? [], subscription });
};

/**
 * What the demo's practice has that a sandbox has not: requests go out by themselves, with documents of the EHR a payer asks for; the payer gives notice, and answers are
 * written on the EHR's orders.
 */
export const prepareDemo = async (prepared: Prepared): Promise<void> => {
  const { ehr, dataDir, ports } = prepared;
  const known = await tenantNamed(SANDBOX_TENANT, ports);
  const secret = randomBytes(32).toString('hex');
  const file = join(dataDir, 'notices-secret');
  await writeFile(file, secret, { mode: 0o600 });
  const noticed = (endpoint: PayerEndpoint): PayerEndpoint =>
    endpoint.kind === 'fhir-pas' ? { ...endpoint, notices: NOTICES } : endpoint;
  const tenant = {
    ...known,
    outbound: [...(known.outbound ?? []), new URL(ehr.base).origin],
    submission: { ...known.submission, byItself: true, documentsFromEhr: DEMO_TYPES },
    payerEndpoints: (known.payerEndpoints ?? []).map(noticed),
    sources: [
      ...known.sources.map((source) => ({ ...source, fhir: { base: ehr.base, writeBack: true } })),
      { id: NOTICES, name: 'Notices of the sandbox payer', hookSecret: `file:${file}` },
    ],
  };
  await ports.settings.put(tenant);
  await subscribe(tenant, secret, prepared);
};
