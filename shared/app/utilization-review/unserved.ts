import type { Rejection } from '../../core/model/message/submitted-request.ts';
import type { Ports } from '../ports/ports.ts';

/** A client that is registered for organizations sends for these alone. */
export const unservedRejections = async (
  requesters: readonly string[],
  client: string | undefined,
  { clients }: Pick<Ports, 'clients'>,
): Promise<readonly Rejection[]> => {
  const organizations = client === undefined ? [] : ((await clients.find('smart', client))?.organizations ?? []);
  if (!organizations.length || requesters.some((npi) => organizations.includes(npi))) return [];
  return [
    {
      code: '51',
      followUp: 'N',
      says: 'The requesting provider is not registered to this client.',
      path: 'Bundle.entry[0].resource.provider',
    },
  ];
};
