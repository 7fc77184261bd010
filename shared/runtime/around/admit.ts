import type { Around } from '../door.ts';
import { refuseWith } from '../reply.ts';

/** Nobody gets in without a token where tokens are asked for; elsewhere a call is the default tenant's. */
export const admit: Around = async (request, house, next) => {
  if (house.config.AUTH === 'required' && request.route.scope !== 'none')
    return refuseWith(
      401,
      { code: 'invalid', says: 'A token is required, and this deployment has no token issuer configured yet.' },
      { 'www-authenticate': 'Bearer' },
    );
  return next(request, house);
};
