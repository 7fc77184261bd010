import type { EhrReader } from '../app/ehr-reader.ts';
import type { Secrets } from '../app/ports.ts';
import { makeAccessTokens } from './access-tokens.ts';
import { makeBreaker } from './breaker.ts';
import { makeEhrReader } from './ehr/ehr-reader.ts';
import { makeFhirServers } from './fhir-servers.ts';
import { makeOutbound } from './outbound.ts';

export interface OutsideSettings {
  readonly secrets: Secrets;
  readonly privateOrigins: readonly string[];
  /** Canonical of the questionnaire whose answers count. */
  readonly questionnaire: string;
}

/** Everything that calls other people's servers, behind one guard, one breaker and one keeper of tokens. */
export interface Outside {
  readonly ehr: EhrReader;
}

export const makeOutside = ({ secrets, privateOrigins, questionnaire }: OutsideSettings): Outside => {
  const outbound = makeOutbound({ privateOrigins });
  const tokens = makeAccessTokens(secrets, outbound, Date.now);
  const servers = makeFhirServers({ outbound, breaker: makeBreaker(Date.now), tokens });
  return { ehr: makeEhrReader({ servers, questionnaire }) };
};
