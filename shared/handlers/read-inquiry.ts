import type { Inquiry } from '../core/model/inquiry.ts';
import type { Result } from '../core/model/result.ts';
import { readMessage } from '../fhir/read/read-message.ts';
import type { MessageReader } from './container.ts';
import { readResource } from './read-resource.ts';

/** What comes in where, what is to come of it, and whether elements nobody knows are refused. */
const ENDPOINTS = {
  assess: { dialect: 'order', mode: 'record', unknownElements: 'refuse' },
  eligibility: { dialect: 'eligibility', mode: 'record', unknownElements: 'refuse' },
  claim: { dialect: 'claim', mode: 'check', unknownElements: 'refuse' },
  event: { dialect: 'order', mode: 'record', unknownElements: 'ignore' },
} as const;

/** Text to inquiry: parse, check against R4, read into facts; all problems of a step at once. */
export const readInquiry = (
  body: string,
  endpoint: keyof typeof ENDPOINTS,
  receivedAt: string,
  timeZone: string,
  { ports, canonicals }: MessageReader,
): Result<Inquiry> => {
  const { unknownElements, ...asked } = ENDPOINTS[endpoint];
  const resource = readResource(body, unknownElements);
  if (!resource.ok) return resource;
  return readMessage(resource.value, asked, {
    codebook: ports.codebook,
    canonicals,
    receivedAt,
    timeZone,
    digest: ports.digest.of,
    today: ports.clock.dateIn(timeZone, receivedAt),
  });
};
