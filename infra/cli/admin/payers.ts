import { makeAccessTokens } from '../../../shared/adapters/outbound/access-tokens.ts';
import { makeBreaker } from '../../../shared/adapters/outbound/breaker.ts';
import { makeFhirServers } from '../../../shared/adapters/outbound/fhir-servers.ts';
import { makeOutbound } from '../../../shared/adapters/outbound/outbound.ts';
import { makeSendWith } from '../../../shared/adapters/outbound/send-with.ts';
import { ServerFailure } from '../../../shared/adapters/outbound/server-failure.ts';
import { subscribeToPayer } from '../../../shared/adapters/payers/pas-subscription.ts';
import type { FhirPasEndpoint } from '../../../shared/app/ports/payer-endpoint.ts';
import type { Tenant } from '../../../shared/app/ports/ports.ts';
import { privateOriginsOf } from '../../../shared/lambda/open-outbound.ts';
import { inContainer } from '../in-container.ts';
import { type ExitCode, Refusal } from '../refusal.ts';

interface Given {
  readonly tenant: string;
  readonly release: '2.2.1' | '2.0.1';
  readonly sender?: string;
}

const endpointIn = ({ payerEndpoints = [] }: Tenant, name: string): FhirPasEndpoint => {
  const found = payerEndpoints.find((one) => one.name === name);
  if (found?.kind !== 'fhir-pas') throw new Refusal(`The tenant has no endpoint ${name} of kind fhir-pas.`);
  return found;
};

/** Has a payer deliver notices of its answers to the source its endpoint names. */
export const subscribe = async (name: string, { tenant: id, release, sender }: Given): Promise<ExitCode> => {
  await inContainer(async ({ ports, config }) => {
    const tenant = await ports.settings.tenant(id);
    if (!tenant) throw new Refusal(`There is no tenant ${id}.`);
    const endpoint = endpointIn(tenant, name);
    const source = tenant.sources.find((one) => one.id === endpoint.notices);
    if (!source?.hookSecret)
      throw new Refusal(`Endpoint ${name} names no source for its notices, or the source has no secret.`);
    const system = sender ?? tenant.submission?.practice?.npi;
    if (system === undefined) throw new Refusal('Name the sending system: --sender, or the NPI of the practice.');
    const outbound = makeOutbound({ privateOrigins: privateOriginsOf(config) });
    const sendWith = makeSendWith(ports.secrets, Date.now);
    const tokens = makeAccessTokens({ secrets: ports.secrets, outbound, sendWith, now: Date.now });
    const servers = makeFhirServers({ outbound, breaker: makeBreaker(Date.now), tokens, sendWith });
    const hook = `${config.PUBLIC_URL}/events/${source.id}`;
    const secret = await ports.secrets.read(source.hookSecret);
    try {
      const done = await subscribeToPayer(servers, {
        endpoint,
        origins: tenant.outbound ?? [],
        subscription: { version: release, sender: system, endpoint: hook, secret },
      });
      console.log(`${done.is === 'created' ? 'Subscribed' : 'A subscription stands already'}: ${done.id} to ${hook}`);
    } catch (error) {
      if (error instanceof ServerFailure)
        throw new Refusal(`The payer did not take the subscription: ${error.message}`);
      throw error;
    }
  });
  return 0;
};
