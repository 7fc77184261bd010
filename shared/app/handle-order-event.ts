import type { Inquiry } from '../core/inquiry.ts';
import type { Problem, Result } from '../core/result.ts';
import { assess } from './assess.ts';
import type { AssessPorts } from './attempt-assessment.ts';
import type { InboxMessage, Ports, Tenant } from './ports.ts';

/** Turns the text of a message into an inquiry; what a message looks like is the affair of whoever calls. */
export type ReadMessage = (message: InboxMessage, tenant: Tenant) => Result<Inquiry>;

type HandlePorts = AssessPorts & Pick<Ports, 'inbox' | 'settings' | 'deadLetters' | 'log'>;

/**
 * Answers one order event and marks it done; delivered again it finds that mark and does nothing. A message that can
 * never be answered goes to the dead letters at once: trying it again would not help. What is thrown is tried again.
 */
export const handleOrderEvent = async (
  { tenant: tenantId, id }: { readonly tenant: string; readonly id: string },
  read: ReadMessage,
  ports: HandlePorts,
): Promise<'done' | 'dead' | 'known'> => {
  const { inbox, settings, log } = ports;
  const message = await inbox.get(tenantId, id);
  if (message?.state !== 'waiting') return 'known';
  const tenant = await settings.tenantOfSource(message.source);
  if (tenant?.id !== tenantId)
    return bury(message, { code: 'not-found', says: 'The source is not registered.' }, ports);
  const inquiry = read(message, tenant);
  if (!inquiry.ok) return bury(message, inquiry.problems[0], ports);
  const { answer, duplicate } = await assess(
    inquiry.value,
    { tenant, source: message.source, by: message.source, receivedAt: message.receivedAt, repeats: true },
    ports,
  );
  await inbox.done(tenantId, id);
  log.info(duplicate ? 'order-known' : 'order-answered', { tenant: tenantId, messageId: id, advice: answer.advice });
  return 'done';
};

/** Dead letter first: a crash in between sends it twice, never not at all. */
export const bury = async (
  { tenant, id }: InboxMessage,
  problem: Problem | undefined,
  { inbox, deadLetters, log }: Pick<HandlePorts, 'inbox' | 'deadLetters' | 'log'>,
): Promise<'dead'> => {
  const code = problem?.code ?? 'invalid';
  await deadLetters.send({ tenant, id });
  await inbox.dead(tenant, id, code);
  log.warn('order-refused', { tenant, messageId: id, problem: `${code} ${problem?.expression ?? ''}`.trim() });
  return 'dead';
};
