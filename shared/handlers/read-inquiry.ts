import type { Inquiry } from '../core/model/inquiry.ts';
import type { Result } from '../core/model/result.ts';
import type { MessageEndpoint } from '../fhir/read/message/focal.ts';
import { readMessage } from '../fhir/read/read-message.ts';
import type { MessageReader } from './container.ts';
import { checkResource, readResource } from './read-resource.ts';

type Reading = readonly [receivedAt: string, timeZone: string, reader: MessageReader];

const unknownElements = (door: MessageEndpoint) => (door === 'event' ? 'ignore' : 'refuse');

const inquiryIn = (
  resource: Result<unknown>,
  door: MessageEndpoint,
  ...[receivedAt, timeZone, { ports, canonicals }]: Reading
): Result<Inquiry> => {
  if (!resource.ok) return resource;
  return readMessage(resource.value, door, {
    codebook: ports.codebook,
    canonicals,
    receivedAt,
    timeZone,
    digest: ports.digest.of,
    today: ports.clock.dateIn(timeZone, receivedAt),
  });
};

/** Text to inquiry: parse, check against R4, read into facts; all problems of a step at once. */
export const readInquiry = (body: string, door: MessageEndpoint, ...reading: Reading): Result<Inquiry> =>
  inquiryIn(readResource(body, unknownElements(door)), door, ...reading);

/** The same of a message that is parsed already. */
export const readParsedInquiry = (message: unknown, door: MessageEndpoint, ...reading: Reading): Result<Inquiry> =>
  inquiryIn(checkResource(message, unknownElements(door)), door, ...reading);
