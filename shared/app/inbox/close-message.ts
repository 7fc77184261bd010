import type { Problem, Result } from '../../core/model/result.ts';
import type { InboxMessage } from '../ports/inbox.ts';
import type { Ports } from '../ports/ports.ts';

type ClosePorts = Pick<Ports, 'inbox' | 'deadLetters' | 'log'>;

/** Dead letter first: a crash in between sends it twice rather than never. */
const deadLetter = async (
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
 * Marks a message done, so that a redelivery does nothing. One that can never be done becomes a dead letter at once: a
 * retry would not help until the cause is fixed and it is redriven.
 */
export const closeMessage = async (message: InboxMessage, done: Result<unknown>, ports: ClosePorts): Promise<void> => {
  if (done.ok) await ports.inbox.done(message.tenant, message.id);
  else await deadLetter(message, done.problems[0], ports);
};
