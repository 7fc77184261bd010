import type { Inquiry } from '../core/model/inquiry.ts';
import type { Result } from '../core/model/result.ts';
import type { MessageEndpoint } from '../fhir/read/message/focal.ts';
import { readMessage } from '../fhir/read/read-message.ts';
import type { MessageReader } from './container.ts';
import { readResource } from './read-resource.ts';

/** Text to inquiry: parse, check against R4, read into facts; all problems of a step at once. */
export const readInquiry = (
  body: string,
  door: MessageEndpoint,
  receivedAt: string,
  timeZone: string,
  { ports, canonicals }: MessageReader,
): Result<Inquiry> => {
  const resource = readResource(body, door === 'event' ? 'ignore' : 'refuse');
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
