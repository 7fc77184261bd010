import type { Inquiry } from '../core/model/message/inquiry.ts';
import type { Result } from '../core/model/result.ts';
import { readMessage } from '../fhir/read/read-message.ts';
import type { MessageReader } from './container.ts';
import { checkResource, readResource } from './read-resource.ts';
import { readingContext } from './reading-context.ts';

/** Dialect and mode of each endpoint, and whether it refuses unknown elements. */
const ENDPOINTS = {
  assess: { dialect: 'order', mode: 'record', unknownElements: 'refuse' },
  eligibility: { dialect: 'eligibility', mode: 'record', unknownElements: 'refuse' },
  claim: { dialect: 'claim', mode: 'check', unknownElements: 'refuse' },
  event: { dialect: 'order', mode: 'record', unknownElements: 'ignore' },
} as const;
type Endpoint = keyof typeof ENDPOINTS;
type Reading = readonly [receivedAt: string, timeZone: string, reader: MessageReader, vouches?: boolean | undefined];

const inquiryIn = (resource: Result<unknown>, endpoint: Endpoint, ...reading: Reading): Result<Inquiry> => {
  if (!resource.ok) return resource;
  const { dialect, mode } = ENDPOINTS[endpoint];
  return readMessage(resource.value, { dialect, mode }, readingContext(...reading));
};

/** Text to inquiry: parse, check against R4, read into facts; reports all problems of a step at once. */
export const readInquiry = (body: string, endpoint: Endpoint, ...reading: Reading): Result<Inquiry> =>
  inquiryIn(readResource(body, ENDPOINTS[endpoint].unknownElements), endpoint, ...reading);

/** The same for a parsed message. */
export const readParsedInquiry = (message: unknown, endpoint: Endpoint, ...reading: Reading): Result<Inquiry> =>
  inquiryIn(checkResource(message, ENDPOINTS[endpoint].unknownElements), endpoint, ...reading);
