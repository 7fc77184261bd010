import type { Handler } from '../../shared/handlers/handler.ts';
import { isForeignPage } from '../../shared/lambda/auth/foreign-page.ts';
import { openSession } from '../../shared/lambda/auth/open-session.ts';

/** Who uses the page, or where to sign in. */
export const session: Handler = async (request, container) => {
  const { config } = container;
  if (config.AUTH === 'open' && !isForeignPage(request, config)) return openSession(request, container);
  return { status: 401, body: { signIn: '/auth/login' } };
};
