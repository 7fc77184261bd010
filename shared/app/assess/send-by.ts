import { standsOn } from '../../core/decide/next-action.ts';
import type { Answer, Assessment } from '../../core/model/assessment.ts';
import type { ChannelChoice } from '../../core/model/channel.ts';
import type { Determination } from '../../core/model/determination.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { chooseChannel } from '../../core/submission/channel.ts';
import { routingOf } from '../../core/submission/routing.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

/** How the request of each line is to be sent, by line, of those whose next action is to send one. */
export const sendBy = (
  { coverages: [focal] }: Pick<Answer, 'coverages'>,
  inquiry: Inquiry,
  tenant: Tenant,
  day: string,
  { codebook }: Pick<Ports, 'codebook'>,
): Pick<Assessment, 'channels'> => {
  if (!focal) return {};
  const { verdict, determinations } = focal;
  const choose = (one: Determination): ChannelChoice =>
    chooseChannel(
      codebook,
      { payer: one.payer, transaction: 'prior-auth', day, ...routingOf(verdict, inquiry, one) },
      tenant,
    );
  const toSend = determinations.filter(
    (one) => one.role !== 'other' && standsOn(one, inquiry.use, day).action.code === 'send-request',
  );
  return toSend.length ? { channels: Object.fromEntries(toSend.map((one) => [one.line, choose(one)])) } : {};
};
