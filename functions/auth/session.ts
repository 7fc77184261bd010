import type { Handler } from '../../shared/handlers/handler.ts';
import { openSession } from '../../shared/lambda/auth/open-session.ts';
import { describeSession } from '../../shared/lambda/auth/sign-in/describe-session.ts';

/** Who uses the page. Who does not was told where to sign in before. */
export const session: Handler = async (request, container) =>
  container.config.AUTH === 'open' ? openSession(request, container) : describeSession(request, container);
