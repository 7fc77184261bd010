import { grantToken } from '../../shared/app/access/grant-token.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { searchValues } from '../../shared/handlers/search-page.ts';
import { tokenEndpoint } from '../../shared/lambda/auth/addresses.ts';

const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** OAuth answers as OAuth says, not in FHIR. */
export const token: Handler = async (request, { config, ports }) => {
  const done = await grantToken(searchValues({ ...request, query: {} }), tokenEndpoint(config), ports);
  if (!done.ok) {
    const body = { error: done.error, error_description: done.says };
    return { status: done.error === 'invalid_client' ? 401 : 400, body, headers: NO_STORE };
  }
  const { tenant, client, scopes } = done.grant;
  const body = { access_token: done.token, token_type: 'bearer', expires_in: done.lives, scope: scopes.join(' ') };
  return { status: 200, body, headers: NO_STORE, identity: { tenant, client } };
};
