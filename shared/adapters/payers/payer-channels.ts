import type { ChannelAddress, PayerChannel } from '../../app/ports/payer-channel.ts';

/** Every way to reach payers behind one port: the adapter is the one for the address's kind. */
export const makePayerChannels = (
  channels: Partial<Readonly<Record<ChannelAddress['kind'], PayerChannel>>>,
): PayerChannel => ({
  exchange: async (tenant, toSend) => {
    const channel = channels[toSend.address.kind];
    if (channel) return channel.exchange(tenant, toSend);
    const says = `This service cannot send by ${toSend.address.kind}.`;
    return { sent: '', response: { is: 'rejected', rejections: [{ code: 'not-supported', followUp: 'stop', says }] } };
  },
});
