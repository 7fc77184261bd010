import * as z from 'zod/mini';
import { filled, secretName, serverAddress, settingId } from './field-shapes.ts';

/** Where a tenant without an event bus is told of events. */
export const webhookShape = z.strictObject({
  id: settingId,
  url: serverAddress,
  secret: secretName,
  events: z.exactOptional(z.array(filled).check(z.minLength(1))),
});
