import type { Tenant } from '../../app/ports/ports.ts';
import { appealableItems, appealUntil } from '../../app/utilization-review/ask-again.ts';
import { storedContent } from '../../app/utilization-review/inquire.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import type { CoverageAnswer } from '../../core/model/assessment.ts';
import { writeCase } from '../../fhir/pas/write/write-case.ts';
import { writeRequestRow } from '../../fhir/pas/write/write-request-row.ts';
import type { Container } from '../container.ts';
import type { Reply } from '../handler.ts';
import { answer } from '../reply.ts';
import { patientsOf, testNamesOf } from './list-reviews.ts';
import { fittingReply } from './pas-server.ts';

const aboutOf = (request: ReviewRequest): Pick<Reply, 'about' | 'patients' | 'headers'> => ({
  headers: { etag: `W/"${request.version}"` },
  about: `Prior authorization request ${request.id}`,
  patients: patientsOf([request]),
});

/** The request as it stands, as a row of the queue. */
export const answerRow = (request: ReviewRequest, container: Container): Reply => ({
  ...answer(writeRequestRow(request, testNamesOf(container))),
  ...aboutOf(request),
});

/** What the rules said of the newest message they were asked about. */
const answeredOf = async (
  { tenant, claims }: ReviewRequest,
  { ports }: Container,
): Promise<CoverageAnswer | undefined> => {
  const last = claims.at(-1);
  const text = last && (await ports.reviews.decision(tenant, last.content));
  return text === undefined ? undefined : JSON.parse(text);
};

/** All a reviewer needs of a request. @throws TooLarge */
export const answerCase = async (
  request: ReviewRequest,
  tenant: Tenant,
  at: string,
  container: Container,
): Promise<Reply> => {
  const { ports, canonicals } = container;
  const [content, answered] = await Promise.all([storedContent(request, ports), answeredOf(request, container)]);
  const message: Parameters<typeof writeCase>[1]['message'] = JSON.parse(content);
  const today = ports.clock.dateIn(tenant.timeZone, at);
  const occasion = {
    appeals: tenant.utilizationReview?.appeals,
    today,
    dayOf: (instant: string) => ports.clock.dateIn(tenant.timeZone, instant),
  };
  const appealable = appealableItems(request, occasion).map((item) => ({
    sequence: item.sequence,
    until: appealUntil(item, occasion),
  }));
  const context = { testNames: testNamesOf(container), canonicals, today, appealable };
  const body = writeCase(request, { message, answered }, context);
  return { ...fittingReply(body, container), ...aboutOf(request) };
};
