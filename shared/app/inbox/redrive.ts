import type { DeadLetter } from '../ports/dead-letters.ts';
import type { Ports } from '../ports/ports.ts';
import { isMessageKind, kindOf } from './message-kinds.ts';
import { receiveMessage, UNREGISTERED } from './receive-message.ts';

/** The queue retries five times within minutes; what waits longer is stuck. */
const STUCK_MS = 900_000;
const ALL = 1_000;

/** All dead letters, and messages that are stuck; oldest first. */
export const listDead = async ({
  deadLetterList,
  inbox,
  clock,
}: Pick<Ports, 'deadLetterList' | 'inbox' | 'clock'>): Promise<readonly DeadLetter[]> => {
  const letters = await deadLetterList.all(ALL);
  const listed = new Set(letters.map(({ tenant, id }) => JSON.stringify([tenant, id])));
  const isStuck = (receivedAt: string): boolean => Date.parse(clock.now()) - Date.parse(receivedAt) > STUCK_MS;
  const stuck = (await inbox.waiting(ALL))
    .filter(({ receivedAt, tenant, id }) => isStuck(receivedAt) && !listed.has(JSON.stringify([tenant, id])))
    .map(({ tenant, id, receivedAt }) => ({
      tenant,
      id,
      since: receivedAt,
      kind: 'message' as const,
      problem: 'waits',
    }));
  return [...letters, ...stuck].sort((a, b) => a.since.localeCompare(b.since));
};

type RedrivePorts = Pick<Ports, 'deadLetterList' | 'inbox' | 'queue' | 'settings' | 'clock' | 'digest' | 'log'>;

/** A message from a source that was unregistered when it arrived and is registered now is received again for its tenant. */
const receiveAnew = async ({ tenant, id }: DeadLetter, ports: RedrivePorts): Promise<boolean> => {
  const message = tenant === UNREGISTERED ? await ports.inbox.get(tenant, id) : undefined;
  if (!message || !(await ports.settings.tenantOfSource(message.source))) return false;
  const { source, body, correlationId } = message;
  const kind = kindOf(message);
  if (!isMessageKind(kind)) return false;
  await receiveMessage({ kind, id, source, body, correlationId }, ports);
  await ports.inbox.done(tenant, id);
  return true;
};

/** Redrives one: first it is marked waiting, then queued, and only then removed from the list. */
export const redrive = async (letter: DeadLetter, ports: RedrivePorts): Promise<void> => {
  const { tenant, id, problem } = letter;
  if (!(await receiveAnew(letter, ports))) {
    await ports.deadLetterList.revive({ tenant, id });
    await ports.queue.send({ tenant, id });
  }
  await ports.deadLetterList.remove({ tenant, id });
  ports.log.warn('redriven', { tenant, messageId: id, problem });
};
