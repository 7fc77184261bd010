import * as z from 'zod/mini';
import type { AdviseAsked } from '../../app/assess/advise.ts';
import type { InboxMessage } from '../../app/ports/inbox.ts';
import type { Sender } from '../../app/ports/sender.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { parseJson } from '../../fhir/structure/parse-json.ts';
import type { Container } from '../container.ts';
import { readFilled } from './read-filled.ts';

/** A hook call queued to be finished; `message` is the orders and what was read of the chart. */
const shape = z.object({
  hook: z.string(),
  whatIf: z.boolean(),
  promised: z.exactOptional(z.string()),
  message: z.looseObject({ resourceType: z.string() }),
});
export type QueuedHook = z.infer<typeof shape>;

/** Reads a queued hook call, and what the chart adds where the tenant's own credentials can read it. */
export const readQueuedHook = async (
  inboxMessage: InboxMessage,
  sender: Sender,
  container: Container,
): Promise<Result<AdviseAsked>> => {
  const parsed = parseJson(inboxMessage.body);
  const left = shape.safeParse(parsed.ok ? parsed.value : undefined);
  if (!left.success) return refused({ code: 'structure', says: 'This was not left by a hook.' });
  const { message, ...asked } = left.data;
  const inquiry = await readFilled(message, inboxMessage, sender, container);
  return inquiry.ok ? ok({ ...asked, inquiry: { ...inquiry.value, mode: 'advise' } }) : inquiry;
};
