import { type Rehearsed, rehearse } from '../../../../shared/app/assess/rehearse.ts';
import { tenantId } from '../../../../shared/app/keys/tenant-id.ts';
import type { MessageReader } from '../../../../shared/handlers/container.ts';
import { readInquiry } from '../../../../shared/handlers/read-inquiry.ts';
import { type RecordedRequest, recordedAs } from './recorded-requests.ts';

type Drafts = Parameters<typeof rehearse>[2];
type Inquiry = Parameters<typeof rehearse>[0];
type Question = { readonly inquiry: Inquiry; readonly receivedAt: string } | { readonly unread: string };

/** A request by its name, with what the drafts would change, or why it could not be read. */
export type Simulated = { readonly name: string } & (Rehearsed | { readonly unread: string });

/** Neutral settings: recorded requests are answered from their own content only. */
const TENANT = {
  id: tenantId('rehearsal'),
  timeZone: 'America/New_York',
  confirmationRequired: false,
  rosterComplete: [],
  sources: [],
};

const questionOf = ({ content }: RecordedRequest, reading: MessageReader): Question => {
  if (content === undefined) return { unread: 'is no JSON' };
  const recorded = recordedAs(content);
  // A stored answer contains the question as our own readers wrote it.
  if (recorded.is === 'answer') return { inquiry: recorded.inquiry as Inquiry, receivedAt: recorded.receivedAt };
  if (!recorded.endpoint) return { unread: 'holds no order, eligibility request or claim' };
  const receivedAt = reading.ports.clock.now();
  const read = readInquiry(recorded.body, recorded.endpoint, receivedAt, TENANT.timeZone, reading);
  if (read.ok) return { inquiry: read.value, receivedAt };
  return { unread: read.problems.map(({ code, expression }) => [code, expression].join(' ').trim()).join(', ') };
};

/** Replays recorded requests through the readers and the core, under the rules in force and under the drafts. */
export const simulate = (
  requests: readonly RecordedRequest[],
  drafts: Drafts,
  reading: MessageReader,
): readonly Simulated[] =>
  requests.map((request) => {
    const { name } = request;
    const question = questionOf(request, reading);
    if ('unread' in question) return { name, ...question };
    return {
      name,
      ...rehearse(question.inquiry, { tenant: TENANT, receivedAt: question.receivedAt }, drafts, reading.ports),
    };
  });
