import { ok, type Result, refused } from '../../core/model/result.ts';
import type { InboxMessage } from '../ports/inbox.ts';
import type { Ports } from '../ports/ports.ts';
import type { Sender } from '../ports/sender.ts';

type SenderPorts = Pick<Ports, 'settings'>;

/** The registered source of a message, within the tenant it was received for. */
export const senderOf = async (
  { tenant: tenantId, source: sourceId }: InboxMessage,
  { settings }: SenderPorts,
): Promise<Result<Sender>> => {
  const tenant = await settings.tenantOfSource(sourceId);
  const source = tenant?.sources.find(({ id }) => id === sourceId);
  return tenant?.id === tenantId && source
    ? ok({ tenant, source })
    : refused({ code: 'not-found', says: 'The source is not registered.' });
};

/** The caller of a hook: trusted through its tenant, also where its client is not a registered source. */
export const clientOf = async (
  { tenant: tenantId, source: sourceId }: InboxMessage,
  { settings }: SenderPorts,
): Promise<Result<Sender>> => {
  const tenant = await settings.tenant(tenantId);
  if (!tenant) return refused({ code: 'not-found', says: 'The tenant has no settings.' });
  const source = tenant.sources.find(({ id }) => id === sourceId) ?? { id: sourceId, name: '' };
  return ok({ tenant, source });
};
