import * as z from 'zod/mini';
import { channelScope, channelTerms } from '../../codes/channel-table.ts';
import { CHANNEL_ASKERS, TRANSACTIONS } from '../../core/model/channel.ts';
import { calendarDay, filled, settingId } from './field-shapes.ts';

/** Who said so, and when: shown with every answer that goes by it. */
const said = { by: filled, on: calendarDay };

/** A tenant's own row of the channel map, or its word that a row of the map still holds. */
export const channelEditShape = z.union([
  z.strictObject({
    payer: settingId,
    ...channelScope,
    ...channelTerms,
    whoMustAsk: z.exactOptional(z.enum(CHANNEL_ASKERS)),
    says: z.exactOptional(filled),
    ...said,
  }),
  z.strictObject({ confirms: settingId, ...said }),
]);

/** Whether an NPI's messages of a transaction are taken at a payer. */
export const enrolmentShape = z.strictObject({
  payer: settingId,
  transaction: z.enum(TRANSACTIONS),
  npi: z.string().check(z.regex(/^\d{10}$/, 'ten digits')),
  is: z.enum(['enrolled', 'attested', 'not-enrolled']),
  since: calendarDay,
  until: z.exactOptional(calendarDay),
  source: filled,
  ...said,
});
