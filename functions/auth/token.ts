import { grantToken } from '../../shared/app/access/grant-token.ts';
import type { Handler } from '../../shared/handlers/handler.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { NO_STORE, refuseGrant, tokenForm } from '../../shared/lambda/auth/prove-assertion.ts';

const NEEDED = ROUTES.map(({ scope }) => scope);

/** The client was proved before: what remains is which of its scopes it wants. */
export const token: Handler = async (request, { ports }) => {
  const { tenant, client = '', scopes = [] } = request.identity;
  const granted = await grantToken({ tenant, client, scopes }, tokenForm(request), NEEDED, ports);
  if (!granted.ok) return refuseGrant(granted);
  const { token: text, lives, scopes: given } = granted;
  const body = { access_token: text, token_type: 'bearer', expires_in: lives, scope: given.join(' ') };
  return { status: 200, body, headers: NO_STORE };
};
