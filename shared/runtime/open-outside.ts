import { makeAccessTokens } from '../adapters/access-tokens.ts';
import { makeBreaker } from '../adapters/breaker.ts';
import { makeEhrReader } from '../adapters/ehr/ehr-reader.ts';
import { makeFhirServers } from '../adapters/fhir-servers.ts';
import { makeOutbound } from '../adapters/outbound.ts';
import { makeSecrets } from '../adapters/secrets.ts';
import type { Ports } from '../app/ports.ts';
import type { Canonicals } from '../fhir/canonical.ts';
import type { Config } from './config.ts';

/** Everything that calls other people's servers, behind one guard, one breaker and one keeper of tokens. */
export const openOutside = (
  { PRIVATE_ORIGINS = '' }: Pick<Config, 'PRIVATE_ORIGINS'>,
  canonicals: Canonicals,
): Pick<Ports, 'secrets' | 'ehr'> => {
  const secrets = makeSecrets(Date.now);
  const outbound = makeOutbound({ privateOrigins: PRIVATE_ORIGINS.split(',').filter(Boolean) });
  const tokens = makeAccessTokens(secrets, outbound, Date.now);
  const servers = makeFhirServers({ outbound, breaker: makeBreaker(Date.now), tokens });
  return { secrets, ehr: makeEhrReader({ servers, questionnaire: canonicals.questionnaire }) };
};
