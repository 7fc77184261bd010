import type { RequestPage } from '../../app/ports/submissions.ts';
import type { Submission } from '../../core/submission/submission.ts';
import { writeDays } from '../../fhir/write/record/write-days.ts';
import { writeListedRequest } from '../../fhir/write/record/write-request.ts';
import type { Container } from '../container.ts';
import type { Reply, Request } from '../handler.ts';
import { answer } from '../reply.ts';
import { rowLinks } from '../row-links.ts';

/** A page of requests to payers, the rest behind its next link. */
export const writeExchangePage = (
  page: RequestPage,
  submissions: readonly Submission[],
  etag: string,
  asked: { readonly request: Request; readonly container: Container },
): Reply => {
  const body = writeDays(submissions.map(writeListedRequest), rowLinks(page, asked));
  return { ...answer(body, { etag }), about: 'Requests to payers' };
};
