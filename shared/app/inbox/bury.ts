import type { Problem } from '../../core/model/result.ts';
import type { InboxMessage } from '../ports/inbox.ts';
import type { Ports } from '../ports/ports.ts';

/** Dead letter first: a crash in between sends it twice, never not at all. */
export const bury = async (
  { tenant, id }: InboxMessage,
  problem: Problem | undefined,
  { inbox, deadLetters, log }: Pick<Ports, 'inbox' | 'deadLetters' | 'log'>,
): Promise<'dead'> => {
  const code = problem?.code ?? 'invalid';
  await deadLetters.send({ tenant, id });
  await inbox.dead(tenant, id, code);
  log.warn('order-refused', { tenant, messageId: id, problem: `${code} ${problem?.expression ?? ''}`.trim() });
  return 'dead';
};
