import type { ReadingContext } from '../fhir/read/reading.ts';
import type { MessageReader } from './container.ts';

/**
 * What is known beside a message when it is read.
 * @param receivedAt ISO instant of arrival
 * @param timeZone IANA name; local dates of the message are of this zone unless its site says otherwise
 * @param vouches whether a signed-in person who sends it may vouch for a clinical fact; absent: no person is known to send it
 */
export const readingContext = (
  receivedAt: string,
  timeZone: string,
  { ports, canonicals }: MessageReader,
  vouches?: boolean,
): ReadingContext => ({
  codebook: ports.codebook,
  canonicals,
  receivedAt,
  timeZone,
  digest: ports.digest.of,
  today: ports.clock.dateIn(timeZone, receivedAt),
  vouches,
});
