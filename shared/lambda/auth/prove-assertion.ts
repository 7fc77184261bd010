import { type OauthRefusal, proveClient } from '../../app/access/grant-token.ts';
import type { Container } from '../../handlers/container.ts';
import type { Identity, Reply, Request } from '../../handlers/handler.ts';
import { searchValues } from '../../handlers/search-page.ts';
import { mediaProblem } from '../guards/check-media.ts';
import { tokenEndpoint } from './addresses.ts';

/** Neither tokens nor refusals are kept on the way (RFC 6749 §5.1). */
export const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** The form of a token request; OAuth's fields never stand in the address. */
export const tokenForm = (request: Request) => searchValues({ ...request, query: {} });

/** OAuth refuses as OAuth says, not in FHIR. */
export const refuseGrant = ({ error, says }: OauthRefusal): Reply => ({
  status: error === 'invalid_client' ? 401 : 400,
  body: { error, error_description: says },
  headers: NO_STORE,
});

/** The registered client whose key signed the assertion of a token request. */
export const proveAssertion = async (
  request: Request,
  { config, ports }: Container,
): Promise<{ readonly identity: Identity } | { readonly reply: Reply }> => {
  const problem = mediaProblem(request);
  if (problem) return { reply: problem };
  const proved = await proveClient(tokenForm(request), tokenEndpoint(config), ports);
  if (!proved.ok) return { reply: refuseGrant(proved) };
  const { tenant, client, scopes } = proved;
  return { identity: { tenant, client, scopes } };
};
