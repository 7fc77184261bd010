import { allows, isTokenScope } from '../../app/access/scope.ts';
import type { Guard, Reply } from '../../handlers/handler.ts';
import { refuseWith } from '../../handlers/reply.ts';

const tooLittle = (scope: string): Reply =>
  refuseWith(
    403,
    { code: 'forbidden', says: `The token does not allow this; it takes the scope ${scope}.` },
    { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
  );

const otherRole = (): Reply => refuseWith(403, { code: 'forbidden', says: 'Your role does not allow this.' });

/** An access token is for the routes its scopes cover, a session for those of its person's roles. */
export const authorize: Guard = async (request, container, next) => {
  const { identity, route } = request;
  const { user, scopes = [] } = identity;
  if (user && isTokenScope(route.scope))
    return allows(scopes, route.userScope ?? route.scope, 'user') ? next(request, container) : otherRole();
  return isTokenScope(route.scope) && identity.scopes && !allows(identity.scopes, route.scope)
    ? tooLittle(route.scope)
    : next(request, container);
};
