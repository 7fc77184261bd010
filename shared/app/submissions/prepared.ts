import type { GivenParts } from '../../core/submission/make-content.ts';
import type { RequestContent } from '../../core/submission/request-content.ts';
import type { Submission } from '../../core/submission/submission.ts';
import type { OrderRef } from '../ports/authorization-store.ts';
import type { Ports } from '../ports/ports.ts';

/** A content as it is stored: what would be sent, and what a person added to it, for the next time. */
export interface PreparedContent {
  readonly content: RequestContent;
  readonly given: GivenParts;
}

const isPrepared = (value: unknown): value is PreparedContent =>
  typeof value === 'object' && value !== null && 'content' in value && 'given' in value;

/** @throws where a content that a head names is not there: it is written before the head. */
export const preparedOf = async (
  { tenant, source, orderId }: Pick<Submission, 'tenant'> & OrderRef,
  name: string,
  { submissions }: Pick<Ports, 'submissions'>,
): Promise<PreparedContent> => {
  const text = await submissions.text(tenant, { source, orderId }, name);
  const read: unknown = text === undefined ? undefined : JSON.parse(text);
  if (!isPrepared(read)) throw new Error('The content of a request is missing.');
  return read;
};
