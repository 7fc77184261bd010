import type { InboxMessage } from '../ports/inbox.ts';
import type { Ports } from '../ports/ports.ts';
import { messageId } from './message-kinds.ts';

/** As long as a dead letter can be redriven: a chart read for one call is not kept beyond that. */
const KEPT_DAYS = 14;

/** A hook that could not be answered in full while the clinician waited. */
type UnfinishedHook = Pick<InboxMessage, 'tenant' | 'source' | 'receivedAt' | 'body' | 'correlationId'>;

/** Makes the rest of the work durable, then queues its id; `finishHook` completes it. */
export const queueHook = async (
  left: UnfinishedHook,
  { inbox, queue, digest }: Pick<Ports, 'inbox' | 'queue' | 'digest'>,
): Promise<void> => {
  const { tenant, source, receivedAt, body } = left;
  const kind = 'hook';
  const id = messageId(kind, digest.of([source, receivedAt, body]).slice(0, 40));
  await inbox.put({ ...left, id, kind }, KEPT_DAYS);
  await queue.send({ tenant, id });
};
