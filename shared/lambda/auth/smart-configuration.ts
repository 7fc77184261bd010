import { isScope } from '../../app/access/scope.ts';
import type { Route } from '../../http/routes/route.ts';
import type { Config } from '../config.ts';
import { fhirBase, keySetAddress, tokenEndpoint } from './addresses.ts';

/** `.well-known/smart-configuration` (SMART App Launch 2.2, conformance): a server for backend services only. */
export const writeSmartConfiguration = (
  routes: readonly Pick<Route, 'scope'>[],
  config: Pick<Config, 'PUBLIC_URL'>,
) => ({
  issuer: fhirBase(config),
  jwks_uri: keySetAddress(config),
  token_endpoint: tokenEndpoint(config),
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
  grant_types_supported: ['client_credentials'],
  scopes_supported: ['system/*.cruds', ...new Set(routes.map(({ scope }) => scope).filter(isScope))],
  // Required of every server, even without an authorization endpoint.
  code_challenge_methods_supported: ['S256'],
  capabilities: ['client-confidential-asymmetric', 'permission-v1', 'permission-v2'],
});
