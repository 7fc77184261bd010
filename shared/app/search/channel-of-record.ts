import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { heldByHand } from '../../core/authorization/cancelled-step.ts';
import type { ChannelChoice } from '../../core/model/channel.ts';
import { isWithdrawn } from '../../core/model/message/order-status.ts';
import { channelToTell, chooseChannel } from '../../core/submission/channel.ts';
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

/** How the payer of an order is reached for what is to be done about it. */
export const channelOfRecord = (
  record: AuthorizationRecord,
  tenant: Tenant,
  day: string,
  ports: Pick<Ports, 'codebook' | 'rules'>,
): ChannelChoice =>
  isWithdrawn(record.orderStatus)
    ? channelOfCancelled(record, tenant, day, ports)
    : chooseChannel(ports.codebook, { payer: record.payer, transaction: 'prior-auth', day, ...record.routing }, tenant);
