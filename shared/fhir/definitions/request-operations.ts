import type { Operation } from './operation.ts';
import { input, output } from './operation-parameters.ts';

const SOURCE = input('source', '0..1', 'Which EHR, where several share an order id.', { type: 'string' });
const REQUESTS = output('Parameters', 'The request as it stands: state, findings, channel and why, exchanges.');
const NUMBER = { type: 'string' } as const;

const on = (code: string) => ({ id: code, code, resource: 'ServiceRequest', level: 'instance' }) as const;

/** Operations on the request an order makes to its payer. */
export const requestOperations = (): readonly Operation[] => [
  {
    ...on('prepare-request'),
    affectsState: true,
    title: 'Prepare the request to the payer',
    description:
      'Makes or renews the request for prior authorization from what is on file, and says what it lacks. Nothing leaves. What is given here is kept for the next time.',
    parameters: [
      SOURCE,
      input('memberId', '0..1', 'Member number, where no message told it.', { type: 'string' }),
      input('orderingNpi', '0..1', 'NPI of who orders the test.', NUMBER),
      input('renderingNpi', '0..1', 'NPI of the person who performs it.', NUMBER),
      input('groupNpi', '0..1', 'NPI of the group that bills it.', NUMBER),
      input('siteNpi', '0..1', 'NPI of the site.', NUMBER),
      input('tin', '0..1', 'Tax number of who bills it, nine digits.', NUMBER),
      input('note', '0..1', 'A word to the reviewer.', { type: 'string' }),
      input('expedited', '0..1', 'A clinician states that waiting could do harm.', { type: 'boolean' }),
      input('document', '0..*', 'A document with its bytes; the title is its kind or a LOINC code.', {
        type: 'Attachment',
      }),
      REQUESTS,
    ],
  },
  {
    ...on('send-request'),
    affectsState: true,
    title: 'Send the request to the payer',
    description:
      'Hands the prepared request over: to a machine within a minute, else as sent by a person. Pressed again, it sends nothing again. If-Match names the version of the request.',
    parameters: [SOURCE, REQUESTS],
  },
  {
    ...on('withdraw-request'),
    affectsState: true,
    title: 'Take the request back',
    description: 'Withdraws the request here, and at the payer where it may have it and a machine reaches it.',
    parameters: [SOURCE, REQUESTS],
  },
  {
    ...on('requests'),
    affectsState: false,
    title: 'Requests of an order',
    description: 'State of each request, its channel and why, what is missing or asked for, and every exchange.',
    parameters: [
      SOURCE,
      input('exchange', '0..1', 'Name of an exchange whose both sides are returned.', { type: 'string' }),
      REQUESTS,
    ],
  },
  {
    id: 'exchanges',
    code: 'exchanges',
    level: 'system',
    affectsState: false,
    title: 'What went to payers and what came back',
    description:
      'A page of requests to payers, the last changed first: a searchset Bundle of Parameters as $requests returns them, with the order of each. Both sides of an exchange are read by $requests of the order. If-None-Match tells whether a page changed.',
    parameters: [output('Bundle', 'The page; the rest behind its next link.')],
  },
  {
    ...on('request-sheet'),
    affectsState: false,
    title: 'The request as a sheet',
    description: 'The prepared request as a page to print, to fax or to copy into a portal field by field (text/html).',
    parameters: [SOURCE, output('string', 'A page of HTML.')],
  },
];
