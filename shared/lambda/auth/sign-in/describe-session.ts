import { tenantOf } from '../../../handlers/caller.ts';
import type { Container } from '../../../handlers/container.ts';
import type { Reply, Request } from '../../../handlers/handler.ts';
import { answer } from '../../../handlers/reply.ts';

/** Who is signed in, what their calls have to bring, and what day it is in their tenant. */
export const describeSession = async (request: Request, container: Container): Promise<Reply> => {
  const { identity, ticket, receivedAt } = request;
  const { tenant, user } = identity;
  if (!ticket || !user) throw new Error('A session was described that nobody proved.');
  const { name, roles } = user;
  const { timeZone } = await tenantOf(request, container);
  const today = container.ports.clock.dateIn(timeZone, receivedAt);
  return answer({ mode: 'signed-in', tenant, user: { name, roles }, csrf: ticket.csrf, timeZone, today });
};
