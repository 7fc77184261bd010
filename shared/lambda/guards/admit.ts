import type { Guard, Reply } from '../../handlers/handler.ts';
import { refuseWith } from '../../handlers/reply.ts';
import { isForeignPage } from '../auth/foreign-page.ts';
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

const otherSite = (): Reply =>
  refuseWith(403, {
    code: 'forbidden',
    says: 'A page of another site needs a token here, or its origin in BROWSER_ORIGINS.',
  });

/**
 * Where tokens are required, every call needs one; otherwise it belongs to the default tenant. Open access is for this
 * machine's programs and pages: one of another site is told only what everybody may know. From here on the call has its token's
 * tenant, whatever else it says.
 */
export const admit: Guard = async (request, container, next) => {
  const { scope, unaudited } = request.route;
  if (scope === 'none') return next(request, container);
  const isForeign = container.config.AUTH === 'open' && isForeignPage(request, container.config);
  if (container.config.AUTH === 'open' && (!isForeign || unaudited)) return next(request, container);
  const proved = await prove(request, container);
  if (!proved.ok) {
    const [problem] = proved.problems;
    return problem ? badToken(problem.says) : isForeign ? otherSite() : noToken();
  }
  const { identity, mayEnter } = proved.value;
  const reply = mayEnter ? await next({ ...request, identity }, container) : tooLittle(scope);
  return { ...reply, identity };
};
