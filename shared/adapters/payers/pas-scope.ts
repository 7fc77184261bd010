import type { FhirPasEndpoint } from '../../app/ports/payer-endpoint.ts';

/**
 * What a client of the guide does at a payer: submits claims, asks after its responses, subscribes to their notices. The guide
 * names no scopes, and SMART none for operations; these are the interactions its operations stand for.
 */
const PAS_SCOPE = 'system/Claim.c system/ClaimResponse.s system/Subscription.cs';

/** The endpoint with the scope to ask for: that of the settings, else what requests take. */
export const withPasScope = (endpoint: FhirPasEndpoint): FhirPasEndpoint =>
  endpoint.credentials
    ? { ...endpoint, credentials: { ...endpoint.credentials, scope: endpoint.credentials.scope ?? PAS_SCOPE } }
    : endpoint;
