import type { InboxMessage } from '../ports/inbox.ts';
import type { Pointer } from '../ports/pointer.ts';
import type { Ports } from '../ports/ports.ts';
import { kindOf } from './message-kinds.ts';

/** A message with its kind, which a later release may have given it and this one not know. */
type OpenedMessage = InboxMessage & { readonly kind: string };

/** The message behind a pointer, unless it is done: delivered again there is nothing to do. A dead one can be taken up again. */
export const openInboxMessage = async (
  { tenant, id }: Pointer,
  { inbox }: Pick<Ports, 'inbox'>,
): Promise<OpenedMessage | undefined> => {
  const message = await inbox.get(tenant, id);
  return !message || message.state === 'done' ? undefined : { ...message, kind: kindOf(message) };
};
