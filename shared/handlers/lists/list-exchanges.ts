import type { RequestPage } from '../../app/ports/submissions.ts';
import { writeCursor } from '../../app/search/cursor.ts';
import type { Submission } from '../../core/submission/submission.ts';
import { writeDays } from '../../fhir/write/record/write-days.ts';
import { writeListedRequest } from '../../fhir/write/record/write-request.ts';
import type { Container } from '../container.ts';
import type { Reply, Request } from '../handler.ts';
import { answer } from '../reply.ts';
import { searchAddress } from '../search-page.ts';

/** A page of requests to payers, the rest behind its next link. */
export const writeExchangePage = (
  { rows, isCut }: RequestPage,
  submissions: readonly Submission[],
  etag: string,
  { request, container }: { readonly request: Request; readonly container: Container },
): Reply => {
  const last = rows.at(-1);
  const next =
    isCut && last ? searchAddress(request, container, { _cursor: [writeCursor(last.position)] }, []) : undefined;
  const body = writeDays(submissions.map(writeListedRequest), {
    self: searchAddress(request, container, {}, []),
    next,
  });
  return { ...answer(body, { etag }), about: 'Requests to payers' };
};
