import type { QueuePage } from '../../app/ports/reviews.ts';
import { writeCursor } from '../../app/search/cursor.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { testWords } from '../../core/explain/test-words.ts';
import { type TestNames, writeRequestRow } from '../../fhir/pas/write/write-request-row.ts';
import { writeDays } from '../../fhir/write/record/write-days.ts';
import type { Container } from '../container.ts';
import type { Reply, Request } from '../handler.ts';
import { answer } from '../reply.ts';
import { searchAddress } from '../search-page.ts';

/** Our own words for what is asked for. */
export const testNamesOf =
  ({ ports }: Container): TestNames =>
  (codes) =>
    testWords(codes, ports.codebook);

/** Patients of requests, as the audit trail names them. */
export const patientsOf = (requests: readonly ReviewRequest[]): readonly string[] => [
  ...new Set(requests.flatMap(({ about }) => about?.reference ?? [])),
];

/** A page of a queue, the rest behind its next link. */
export const writeQueuePage = (
  { rows, isCut }: QueuePage,
  requests: readonly ReviewRequest[],
  etag: string,
  { request, container }: { readonly request: Request; readonly container: Container },
): Reply => {
  const last = rows.at(-1);
  const next =
    isCut && last ? searchAddress(request, container, { _cursor: [writeCursor(last.position)] }, []) : undefined;
  const written = requests.map((one) => writeRequestRow(one, testNamesOf(container)));
  const body = writeDays(written, { self: searchAddress(request, container, {}, []), next });
  return { ...answer(body, { etag }), about: 'Queue of prior authorization requests', patients: patientsOf(requests) };
};
