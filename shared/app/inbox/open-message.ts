import type { InboxMessage } from '../ports/inbox.ts';
import type { Pointer } from '../ports/pointer.ts';
import type { Ports } from '../ports/ports.ts';
import { kindOf } from './message-kinds.ts';

/** A message with its kind, which may be one that only a later release knows. */
type OpenedMessage = InboxMessage & { readonly kind: string };

/** The message behind a pointer, unless it is done: a redelivery has nothing to do. A dead letter can be redriven. */
export const openInboxMessage = async (
  { tenant, id }: Pointer,
  { inbox }: Pick<Ports, 'inbox'>,
): Promise<OpenedMessage | undefined> => {
  const message = await inbox.get(tenant, id);
  return !message || message.state === 'done' ? undefined : { ...message, kind: kindOf(message) };
};
