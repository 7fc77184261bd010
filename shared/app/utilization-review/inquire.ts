import { answersInquiry, type RequestInquiry } from '../../core/authorization/inquiry-match.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { pendReference } from './certification-number.ts';
import { reviewMemberKeys } from './claim-keys.ts';

interface Inquiring {
  readonly tenant: Pick<Tenant, 'id'>;
  /** Absent where access is open. */
  readonly client?: string;
}

interface Inquired {
  readonly requests: readonly { readonly request: ReviewRequest; readonly content: string }[];
  /** There may be more than are told. */
  readonly isCut: boolean;
}

const MOST_NUMBERS = 20;

/** A client sees what it submitted, and what its organizations order or render. */
export const visibleTo = async (client: string | undefined, { clients }: Pick<Ports, 'clients'>) => {
  if (client === undefined) return () => true;
  const organizations = (await clients.find('smart', client))?.organizations ?? [];
  return ({ submittedBy, parties }: ReviewRequest) =>
    submittedBy === client || organizations.some((npi) => parties.npis.includes(npi));
};

/** Requests on file that an inquiry asks for by example; its own identifier is none of theirs. */
export const inquire = async (
  asked: RequestInquiry,
  inquiring: Inquiring,
  ports: Pick<Ports, 'reviews' | 'digest' | 'clients'>,
): Promise<Inquired> => {
  const { reviews, digest } = ports;
  const { id } = inquiring.tenant;
  const keys = asked.parties.memberIds.slice(0, MOST_NUMBERS).flatMap((one) => reviewMemberKeys(id, one, digest));
  const isVisible = await visibleTo(inquiring.client, ports);
  const found = await reviews.ofMember(id, [...new Set(keys)], BOUNDS.inquiryRows);
  const fitting = found.filter((one) => isVisible(one) && answersInquiry(one, asked, pendReference(one, digest)));
  const told = fitting.slice(0, BOUNDS.inquiryMatches);
  const requests = await Promise.all(
    told.map(async (request) => ({ request, content: await storedContent(request, ports) })),
  );
  return { requests, isCut: fitting.length > told.length || found.length >= BOUNDS.inquiryRows };
};

/** The latest message of a request. @throws where it is not stored, which the order of writes rules out */
export const storedContent = async (
  { tenant, claims }: Pick<ReviewRequest, 'tenant' | 'claims'>,
  { reviews }: Pick<Ports, 'reviews'>,
): Promise<string> => {
  const last = claims.at(-1);
  const content = last && (await reviews.content(tenant, last.content));
  if (content === undefined) throw new Error('A request on file has no content.');
  return content;
};
