import type { ChannelChoice } from '../../core/model/channel.ts';
import { chooseChannel } from '../../core/submission/channel.ts';
import { routingOf } from '../../core/submission/routing.ts';
import type { SubmissionChannel } from '../../core/submission/submission.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import type { RequestOnFile } from './on-file.ts';

const VERSION = { 'fhir-pas': '2.2.1', 'x12-278': '005010X217' } as const;

/** A page, a number to call or to fax to. */
const contactOf = ({ channel, name, url, phone, fax }: ChannelChoice): string | undefined => {
  const number = channel === 'fax' ? (fax ?? phone) : channel === 'portal' ? (url ?? phone) : phone;
  return [name, number].filter(Boolean).join(', ') || undefined;
};

/** How the request reaches its payer: by the channel map and the tenant's own rows; what no machine takes, people ask for. */
export const channelOf = (
  { payer, verdict, inquiry, determination }: RequestOnFile,
  day: string,
  tenant: Tenant,
  { codebook }: Pick<Ports, 'codebook'>,
): SubmissionChannel => {
  const routing = routingOf(verdict, inquiry, determination);
  const choice = chooseChannel(codebook, { payer: payer.id, transaction: 'prior-auth', day, ...routing }, tenant);
  const { channel, endpoint, version, says, why } = choice;
  if ((channel === 'fhir-pas' || channel === 'x12-278') && endpoint)
    return { kind: channel, version: version ?? VERSION[channel], endpoint, says, why };
  const contact = contactOf(choice);
  const kind = channel === 'portal' || channel === 'fax' ? channel : 'phone';
  return { kind, says, why, ...(contact ? { contact } : {}) };
};
