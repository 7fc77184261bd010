import type { Inquiry } from '../core/model/inquiry.ts';
import type { Result } from '../core/model/result.ts';
import { readMessage } from '../fhir/read/read-message.ts';
import type { Reading } from '../lambda/open-reading.ts';
import { readResource } from './read-resource.ts';

export type MessageDoor = Parameters<typeof readMessage>[1];

/** Text to inquiry: parse, check against R4, read into facts; all problems of a step at once. */
export const readInquiry = (
  body: string,
  door: MessageDoor,
  receivedAt: string,
  timeZone: string,
  { ports, canonicals }: Reading,
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
