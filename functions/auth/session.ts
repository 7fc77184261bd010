import type { Handler } from '../../shared/handlers/handler.ts';
import { answer } from '../../shared/handlers/reply.ts';

/** Who is signed in, for the page. Open access has no session: there the page chooses among the tenants of this machine. */
export const session: Handler = async ({ identity, ticket }, { ports }) => {
  const { tenant, user } = identity;
  if (!ticket || !user) return answer({ mode: 'open', tenant, tenants: await ports.settings.tenants() });
  const { name, roles } = user;
  return answer({ mode: 'signed-in', tenant, user: { name, roles }, csrf: ticket.csrf });
};
