import type { ChannelAsker, ChannelChoice, Transaction } from '../../core/model/channel.ts';
import type { ChannelFactName } from '../write/channel-facts.ts';

/** Codes and names of what an answer says of the channel. */

export const CHANNEL_WORDS: Readonly<Record<ChannelChoice['channel'], string>> = {
  'fhir-pas': 'By FHIR, as the Da Vinci guide for prior authorization support has it.',
  'x12-278': 'As X12 278, request for review.',
  'x12-270': 'As X12 270, eligibility inquiry.',
  portal: 'In the portal of the payer or its reviewer.',
  phone: 'By phone.',
  fax: 'By fax.',
  'ask-plan': 'Nothing held says how: the plan has to be asked.',
};

export const CHANNEL_ASKER_WORDS: Readonly<Record<ChannelAsker, string>> = {
  ordering: 'The office that orders the test.',
  rendering: 'The office that performs the test.',
  either: 'Either of both.',
  member: 'The member.',
};

export const TRANSACTION_WORDS: Readonly<Record<Transaction, string>> = {
  eligibility: 'Whether a member is covered.',
  'prior-auth': 'A request for prior authorization.',
  inquiry: 'How a request stands.',
};

interface ChannelFact {
  readonly name: ChannelFactName;
  readonly type: 'code' | 'string' | 'date';
  readonly short: string;
  readonly words?: 'channel' | 'channel-asker';
  readonly max?: '*';
}

/** Of a request that is to be sent. */
export const CHANNEL_FACTS: readonly ChannelFact[] = [
  { name: 'channel', type: 'code', short: 'Of send-request: how the payer takes it', words: 'channel' },
  { name: 'channelVersion', type: 'string', short: 'Of an electronic channel: the release of its messages' },
  { name: 'whoMustAsk', type: 'code', short: 'Whose office must send it; absent: not known', words: 'channel-asker' },
  { name: 'portal', type: 'string', short: 'Address of the portal' },
  { name: 'phone', type: 'string', short: 'Number to call' },
  { name: 'fax', type: 'string', short: 'Number to fax to' },
  { name: 'channelSays', type: 'string', short: 'How to send it and who must, in words' },
  { name: 'channelWhy', type: 'string', short: 'Why so, with the source' },
  { name: 'channelStale', type: 'date', short: 'The day that was last known to hold, where it is too long ago' },
  { name: 'duty', type: 'string', short: 'Whom to tell what besides', max: '*' },
  { name: 'otherChannel', type: 'string', short: 'Another way, in words', max: '*' },
  { name: 'readerNumber', type: 'string', short: 'Whether a separate reading group’s claim needs the same number' },
];

/** The same as outputs of a Task. */
export const CHANNEL_OUTPUT_WORDS = {
  channel: 'Of a request to be sent: how the payer takes it.',
  'channel-version': 'Of an electronic channel: the release of its messages.',
  'who-must-ask': 'Whose office must send it; absent: not known.',
  portal: 'Address of the portal.',
  phone: 'Number to call.',
  fax: 'Number to fax to.',
  'channel-says': 'How to send it and who must, in words.',
  'channel-why': 'Why so, with the source.',
  'channel-stale': 'The day that was last known to hold, where it is too long ago.',
  duty: 'Whom to tell what besides.',
  'other-channel': 'Another way, in words.',
  'reader-number': 'Whether a separate reading group’s claim needs the same number.',
} as const;
