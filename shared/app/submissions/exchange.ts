import { isUnsent, type PayerResponse } from '../../core/submission/payer-response.ts';
import type { KeptExchange, RequestMessage, Submission } from '../../core/submission/submission.ts';
import type { ChannelAddress, Exchanged, ToSend } from '../ports/payer-channel.ts';
import type { Ports } from '../ports/ports.ts';
import { preparedOf } from './prepared.ts';

/** Characters of one side that are kept. */
const MOST_KEPT = 400_000;
const CUT = '\n… cut here: longer than is kept.';
const kept = (text: string): string => (text.length > MOST_KEPT ? `${text.slice(0, MOST_KEPT)}${CUT}` : text);

/** Names of both sides of an exchange. */
export const sidesOf = (name: string): { readonly sent: string; readonly received: string } => ({
  sent: `${name}-sent`,
  received: `${name}-received`,
});

interface Had {
  readonly exchange: KeptExchange;
  readonly response: PayerResponse;
}

/** Keeps both sides before anything follows from them. */
export const keepExchange = async (
  { tenant, source, orderId }: Submission,
  about: Omit<KeptExchange, 'name' | 'outcome'>,
  { sent, received, response }: Exchanged,
  { submissions }: Pick<Ports, 'submissions'>,
): Promise<Had> => {
  const name = `${about.messageId}-${Date.parse(about.at)}`;
  const names = sidesOf(name);
  await submissions.stage(tenant, { source, orderId }, [
    { name: names.sent, text: kept(sent) },
    ...(received === undefined ? [] : [{ name: names.received, text: kept(received) }]),
  ]);
  return { exchange: { name, ...about, outcome: response.is }, response };
};

interface Sending {
  readonly what: ToSend['what'];
  readonly message: RequestMessage;
  readonly reference?: string;
  readonly at: string;
}

/** Hands one message to the payer's channel, or asks what became of it. An inquiry has a name of its own. */
export const exchangeWith = async (
  submission: Submission,
  address: ChannelAddress,
  { what, message, reference, at }: Sending,
  ports: Pick<Ports, 'submissions' | 'payerChannels'>,
): Promise<Had> => {
  const { content } = await preparedOf(submission, message.content, ports);
  const messageId = what === 'inquire' ? `${message.messageId}-q${Date.parse(at)}` : message.messageId;
  const previous = what === 'inquire' ? message.messageId : message.previousMessageId;
  const name = what === 'update' ? message.previousContent : undefined;
  const before = name === undefined ? undefined : await preparedOf(submission, name, ports);
  const exchanged = await ports.payerChannels.exchange(submission.tenant, {
    what,
    content,
    messageId,
    at: what === 'inquire' ? at : message.at,
    address,
    ...(previous === undefined ? {} : { previousMessageId: previous }),
    ...(before === undefined ? {} : { previous: before.content }),
    ...(reference === undefined ? {} : { reference }),
  });
  const about = { messageId, what, at };
  if (!isUnsent(exchanged.response)) return keepExchange(submission, about, exchanged, ports);
  return { exchange: { name: messageId, ...about, outcome: 'silent' }, response: exchanged.response };
};
