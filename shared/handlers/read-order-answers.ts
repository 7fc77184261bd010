import type { Caller } from '../app/ports/caller.ts';
import type { Result } from '../core/model/result.ts';
import { type GivenAnswers, readAnswers } from '../fhir/read/read-answers.ts';
import type { MessageReader } from './container.ts';
import { readResource } from './read-resource.ts';
import { readingContext } from './reading-context.ts';

/** Text to answers for one order: parse, check against R4, read; reports all problems of a step at once. */
export const readOrderAnswers = (
  body: string,
  orderId: string,
  { receivedAt, tenant, user }: Caller,
  reader: MessageReader,
): Result<GivenAnswers> => {
  const message = readResource(body, 'refuse');
  return message.ok
    ? readAnswers(message.value, orderId, readingContext(receivedAt, tenant.timeZone, reader, user?.vouches))
    : message;
};
