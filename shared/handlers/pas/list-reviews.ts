import type { QueuePage } from '../../app/ports/reviews.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { testWords } from '../../core/explain/test-words.ts';
import { type TestNames, writeRequestRow } from '../../fhir/pas/write/write-request-row.ts';
import { writeDays } from '../../fhir/write/record/write-days.ts';
import type { Container } from '../container.ts';
import type { Reply, Request } from '../handler.ts';
import { answer } from '../reply.ts';
import { rowLinks } from '../row-links.ts';

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
  page: QueuePage,
  requests: readonly ReviewRequest[],
  etag: string,
  asked: { readonly request: Request; readonly container: Container },
): Reply => {
  const written = requests.map((one) => writeRequestRow(one, testNamesOf(asked.container)));
  const body = writeDays(written, rowLinks(page, asked));
  return { ...answer(body, { etag }), about: 'Queue of prior authorization requests', patients: patientsOf(requests) };
};
