import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { heldByHand } from '../../core/authorization/cancelled-step.ts';
import type { ChannelChoice } from '../../core/model/channel.ts';
import { channelToTell } from '../../core/submission/channel.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

/** How to tell the payer of a cancelled order: the one that decided, where the order is of another by now. */
export const channelOfCancelled = (
  record: AuthorizationRecord,
  tenant: Tenant,
  day: string,
  { codebook, rules }: Pick<Ports, 'codebook' | 'rules'>,
): ChannelChoice => {
  const [held] = heldByHand(record);
  const decided = rules.payers.find(({ id }) => id === held?.payer)?.id;
  return channelToTell(codebook, { payer: decided ?? record.payer, day, ...record.routing }, tenant);
};
