import type { ChannelChoice } from '../../core/model/channel.ts';
import { wayWords } from '../../core/submission/channel-words.ts';

type Value = { readonly valueCode: string } | { readonly valueString: string } | { readonly valueDate: string };

/** Names of what an answer says of the channel, as parts of a next action have them. */
export type ChannelFactName =
  | 'channel'
  | 'channelVersion'
  | 'channelSays'
  | 'channelWhy'
  | 'channelStale'
  | 'whoMustAsk'
  | 'portal'
  | 'phone'
  | 'fax'
  | 'otherChannel'
  | 'duty'
  | 'readerNumber';

const text = (name: ChannelFactName, value: string | undefined): readonly (readonly [ChannelFactName, Value])[] =>
  value ? [[name, { valueString: value }]] : [];

/** How a request is to be sent, as named values. */
export const channelFacts = (choice: ChannelChoice | undefined): readonly (readonly [ChannelFactName, Value])[] => {
  if (!choice) return [];
  const { channel, version, whoMustAsk, url, phone, fax, says, why, stale, duties, alternatives, readerNumber } =
    choice;
  return [
    ['channel', { valueCode: channel }],
    ...text('channelVersion', version),
    ...(whoMustAsk ? ([['whoMustAsk', { valueCode: whoMustAsk }]] as const) : []),
    ...text('portal', url),
    ...text('phone', phone),
    ...text('fax', fax),
    ...text('channelSays', says),
    ...text('channelWhy', why),
    ...(stale ? ([['channelStale', { valueDate: stale }]] as const) : []),
    ...duties.flatMap((duty) => text('duty', duty)),
    ...alternatives.flatMap((way) => text('otherChannel', wayWords(way))),
    ...text('readerNumber', readerNumber),
  ];
};
