import type { Guard, Reply } from '../../handlers/handler.ts';
import { refuseWith } from '../../handlers/reply.ts';
import { prove } from '../auth/prove.ts';

const noToken = (): Reply =>
  refuseWith(401, { code: 'login', says: 'A token is required.' }, { 'www-authenticate': 'Bearer' });

const badToken = (says: string): Reply =>
  refuseWith(
    401,
    { code: 'login', says },
    { 'www-authenticate': `Bearer error="invalid_token", error_description="${says}"` },
  );

const tooLittle = (scope: string): Reply =>
  refuseWith(
    403,
    { code: 'forbidden', says: `The token does not allow this; it takes the scope ${scope}.` },
    { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
  );

/**
 * Nobody gets in without a token where tokens are asked for; elsewhere a call is the default tenant's. From here on the
 * call is the tenant's of its token, whatever else it says.
 */
export const admit: Guard = async (request, container, next) => {
  const { scope } = request.route;
  if (container.config.AUTH === 'open' || scope === 'none') return next(request, container);
  const proved = await prove(request, container);
  if (!proved.ok) {
    const [problem] = proved.problems;
    return problem ? badToken(problem.says) : noToken();
  }
  const { identity, mayEnter } = proved.value;
  const reply = mayEnter ? await next({ ...request, identity }, container) : tooLittle(scope);
  return { ...reply, identity };
};
