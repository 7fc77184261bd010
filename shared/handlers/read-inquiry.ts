import type { Inquiry } from '../core/model/inquiry.ts';
import type { Result } from '../core/model/result.ts';
import { readMessage } from '../fhir/read/read-message.ts';
import type { MessageReader } from './container.ts';
import { checkResource, readResource } from './read-resource.ts';

/** What comes in where, what is to come of it, and whether elements nobody knows are refused. */
const ENDPOINTS = {
  assess: { dialect: 'order', mode: 'record', unknownElements: 'refuse' },
  eligibility: { dialect: 'eligibility', mode: 'record', unknownElements: 'refuse' },
  claim: { dialect: 'claim', mode: 'check', unknownElements: 'refuse' },
  event: { dialect: 'order', mode: 'record', unknownElements: 'ignore' },
} as const;
type Endpoint = keyof typeof ENDPOINTS;
type Reading = readonly [receivedAt: string, timeZone: string, reader: MessageReader];

const inquiryIn = (
  resource: Result<unknown>,
  endpoint: Endpoint,
  ...[receivedAt, timeZone, { ports, canonicals }]: Reading
): Result<Inquiry> => {
  if (!resource.ok) return resource;
  const { dialect, mode } = ENDPOINTS[endpoint];
  return readMessage(
    resource.value,
    { dialect, mode },
    {
      codebook: ports.codebook,
      canonicals,
      receivedAt,
      timeZone,
      digest: ports.digest.of,
      today: ports.clock.dateIn(timeZone, receivedAt),
    },
  );
};

/** Text to inquiry: parse, check against R4, read into facts; all problems of a step at once. */
export const readInquiry = (body: string, endpoint: Endpoint, ...reading: Reading): Result<Inquiry> =>
  inquiryIn(readResource(body, ENDPOINTS[endpoint].unknownElements), endpoint, ...reading);

/** The same of a message that is parsed already. */
export const readParsedInquiry = (message: unknown, endpoint: Endpoint, ...reading: Reading): Result<Inquiry> =>
  inquiryIn(checkResource(message, ENDPOINTS[endpoint].unknownElements), endpoint, ...reading);
