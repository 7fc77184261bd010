import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { ChannelChoice } from '../../core/model/channel.ts';
import { chooseChannel } from '../../core/submission/channel.ts';
import type { SubmissionChannel } from '../../core/submission/submission.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

/** What a person of the desk needs to get there: the portal with its address, or the number. */
const contactOf = ({ name, url, phone, fax }: ChannelChoice): string | undefined =>
  [name, url, phone ?? fax].filter(Boolean).join(', ') || undefined;

/** How a payer is reached, by the channel map and the tenant's own rows: what nothing is held of, a call to the plan settles. */
export const channelOf = (
  payer: string,
  { routing, timeZone }: Pick<AuthorizationRecord, 'routing' | 'timeZone'>,
  tenant: Tenant,
  at: string,
  { rules, codebook, clock }: Pick<Ports, 'rules' | 'codebook' | 'clock'>,
): SubmissionChannel => {
  const day = clock.dateIn(timeZone ?? tenant.timeZone, at);
  const choice = chooseChannel(codebook, { payer, transaction: 'prior-auth', day, ...routing }, tenant);
  const { channel, endpoint, version, says, why } = choice;
  if ((channel === 'fhir-pas' || channel === 'x12-278') && endpoint && version)
    return { kind: channel, version, endpoint, why };
  const contact = contactOf(choice) ?? rules.pagesOf(payer)?.contact?.name;
  const kind = channel === 'portal' || channel === 'fax' ? channel : 'phone';
  return { kind, why: `${says} ${why}`, ...(contact ? { contact } : {}) };
};
