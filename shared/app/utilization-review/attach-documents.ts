import { withAttachments } from '../../core/authorization/attach.ts';
import { isUndecided } from '../../core/authorization/review-item.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import type { GivenAttachment, GivenIdentifier } from '../../core/model/message/submitted-request.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { retryRace } from '../assess/retry-race.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { pendReference } from './certification-number.ts';
import { reviewMemberKeys } from './claim-keys.ts';
import { evolve } from './evolve.ts';
import { visibleTo } from './inquire.ts';
import { keepContent, putDocuments } from './keep-content.ts';
import { scriptFor } from './play-script.ts';
import { putActsOnDocuments } from './scripted-acts.ts';

/** Documents for a request on file, as they were read. */
interface GivenDocuments {
  /** Number of the pend, or trace number of the request. */
  readonly tracking: GivenIdentifier;
  readonly memberId: string;
  readonly attachments: readonly GivenAttachment[];
  /** The sender says that nothing more comes. */
  readonly isFinal: boolean;
  /** The message as received. */
  readonly message: unknown;
}

interface Attaching {
  readonly tenant: Tenant;
  /** Absent where access is open. */
  readonly client?: string;
  readonly agent: string;
  readonly at: string;
}

type AttachPorts = Pick<Ports, 'reviews' | 'documents' | 'digest' | 'clients' | 'outbox' | 'clock'>;

/** Names of what is missing begin with the number of the pend. */
const isTrackedBy = ({ claims }: ReviewRequest, reference: string, { system, value }: GivenIdentifier): boolean =>
  value === reference ||
  value.startsWith(`${reference}-`) ||
  claims.some(({ trace }) => trace.value === value && (system === undefined || trace.system === system));

const find = async (
  { tracking, memberId }: GivenDocuments,
  { tenant, client }: Attaching,
  ports: AttachPorts,
): Promise<ReviewRequest | undefined> => {
  const keys = reviewMemberKeys(tenant.id, memberId, ports.digest);
  const found = await ports.reviews.ofMember(tenant.id, keys, BOUNDS.inquiryRows);
  const isVisible = await visibleTo(client, ports);
  return found.find((one) => isVisible(one) && isTrackedBy(one, pendReference(one, ports.digest), tracking));
};

/**
 * Takes up documents for a pended request: bytes into the document store, the message by its digest, then the head. The same
 * again changes nothing.
 */
export const attachDocuments = async (
  given: GivenDocuments,
  attaching: Attaching,
  ports: AttachPorts,
): Promise<Result<ReviewRequest>> => {
  const { tenant, agent, at } = attaching;
  const kept = keepContent(given.message, ports);
  return retryRace(async (): Promise<Result<ReviewRequest> | undefined> => {
    const request = await find(given, attaching, ports);
    if (!request) return refused({ code: 'not-found', says: 'No request of this member and tracking number is here.' });
    const content = ports.digest.of(['attachment', request.id, kept.text]);
    if (request.history.some((event) => 'content' in event && event.content === content)) return ok(request);
    if (!request.items.some(isUndecided) && !request.appeal)
      return refused({ code: 'conflict', says: 'The request is decided or cancelled: nothing is waited for.' });
    if (request.history.length >= BOUNDS.requestChanges)
      return refused({ code: 'too-long', says: `A request may be changed ${BOUNDS.requestChanges} times.` });
    const { attachments: documents } = given;
    const items = withAttachments(request.items, documents);
    const loincs = [...new Set(documents.flatMap((one) => one.loincs))];
    const isFinal = given.isFinal ? { isFinal: true as const } : {};
    const next = evolve(request, { kind: 'documented', at, by: agent, content, loincs, items, documents, ...isFinal });
    await putDocuments(tenant.id, kept.documents, ports);
    await ports.reviews.keepMessage(tenant.id, content, kept.text);
    const scripted = scriptFor(tenant, next);
    if (scripted) await putActsOnDocuments(request, next, scripted, tenant, ports);
    return (await ports.reviews.commit(next)) === 'written' ? ok(next) : undefined;
  });
};
