import type { Inquiry } from '../core/inquiry.ts';
import { ok, type Result, refused } from '../core/result.ts';
import { readMessage } from '../fhir/read/read-message.ts';
import { checkStructure } from '../fhir/structure/check-structure.ts';
import { parseJson } from '../fhir/structure/parse-json.ts';
import type { House } from './house.ts';

export type MessageDoor = Parameters<typeof readMessage>[1];

/** Text to inquiry: parse, check against R4, read into facts; all problems of a step at once. */
export const readInquiry = (
  body: string,
  door: MessageDoor,
  receivedAt: string,
  timeZone: string,
  { ports, canonicals }: House,
): Result<Inquiry> => {
  const parsed = parseJson(body);
  if (!parsed.ok) return parsed;
  const problems = checkStructure(parsed.value, { unknownElements: door === 'event' ? 'ignore' : 'refuse' });
  if (problems.length) return refused(...problems);
  const read = readMessage(parsed.value, door, {
    codebook: ports.codebook,
    canonicals,
    receivedAt,
    timeZone,
    digest: ports.digest.of,
    today: ports.clock.dateIn(timeZone, receivedAt),
  });
  return read.ok ? ok(read.value) : read;
};
