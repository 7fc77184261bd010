import type { InboxMessage } from '../ports/inbox.ts';
import type { Pointer } from '../ports/pointer.ts';
import type { Ports } from '../ports/ports.ts';

/** The message behind a pointer, unless it is done: delivered again there is nothing to do. A dead one can be taken up again. */
export const openInboxMessage = async (
  { tenant, id }: Pointer,
  { inbox }: Pick<Ports, 'inbox'>,
): Promise<InboxMessage | undefined> => {
  const message = await inbox.get(tenant, id);
  return message?.state === 'done' ? undefined : message;
};
