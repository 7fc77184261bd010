import type { ChannelHealthLog } from '../../app/ports/channel-health.ts';
import type { Log } from '../../app/ports/log.ts';
import type { PayerChannel } from '../../app/ports/payer-channel.ts';

interface Noting {
  readonly channelHealth: ChannelHealthLog;
  readonly log: Log;
  readonly now: () => number;
}

/** The word a reason begins with: what follows may be the payer's. */
const wordOf = (why: string): string => /^[a-z-]+/.exec(why)?.[0] ?? 'unknown';

/** The channels, with what became of each exchange measured and kept. An exchange never fails because of that. */
export const notedChannels = (channels: PayerChannel, { channelHealth, log, now }: Noting): PayerChannel => ({
  exchange: async (tenant, toSend) => {
    const start = now();
    const exchanged = await channels.exchange(tenant, toSend);
    const { sent, response } = exchanged;
    // What never left says nothing of the payer.
    if (sent === '') return exchanged;
    const { kind, endpoint } = toSend.address;
    const failed = response.is === 'silent' ? { problem: wordOf(response.why) } : {};
    const about = { tenant, channel: kind, outcome: response.is, durationMs: now() - start };
    log.info('payer-exchanged', { ...about, ...failed });
    try {
      await channelHealth.note(tenant, { endpoint, kind, at: new Date(now()).toISOString(), ...failed });
    } catch (error) {
      log.warn('channel-not-noted', { tenant, errorName: error instanceof Error ? error.name : 'unknown' });
    }
    return exchanged;
  },
});
