import type { Problem, Result } from '../../core/model/result.ts';
import type { InboxMessage } from '../ports/inbox.ts';
import type { Ports } from '../ports/ports.ts';

type ClosePorts = Pick<Ports, 'inbox' | 'deadLetters' | 'log'>;

/** Dead letter first: a crash in between sends it twice, never not at all. */
const bury = async (
  { tenant, id }: InboxMessage,
  problem: Problem | undefined,
  { inbox, deadLetters, log }: ClosePorts,
): Promise<void> => {
  const code = problem?.code ?? 'invalid';
  await deadLetters.send({ tenant, id });
  await inbox.dead(tenant, id, code);
  log.warn('order-refused', { tenant, messageId: id, problem: `${code} ${problem?.expression ?? ''}`.trim() });
};

/**
 * Marks a message done; delivered again it is found so, and nothing is done twice. One that can never be done goes to the
 * dead letters at once: trying it again would not help, until somebody fixed the cause and delivers it anew.
 */
export const closeMessage = async (message: InboxMessage, done: Result<unknown>, ports: ClosePorts): Promise<void> => {
  if (done.ok) await ports.inbox.done(message.tenant, message.id);
  else await bury(message, done.problems[0], ports);
};
