import type { ReviewRequest } from '../../../core/authorization/review-request.ts';
import type { Ports } from '../../ports/ports.ts';

/** A client sees what it submitted, and what its organizations order or render. */
export const visibleTo = async (
  client: string | undefined,
  { clients }: Pick<Ports, 'clients'>,
): Promise<(request: Pick<ReviewRequest, 'submittedBy' | 'parties'>) => boolean> => {
  if (client === undefined) return () => true;
  const organizations = (await clients.find('smart', client))?.organizations ?? [];
  return ({ submittedBy, parties }) =>
    submittedBy === client || organizations.some((npi) => parties.npis.includes(npi));
};
