import { appointment } from './appointments.ts';
import {
  answersMessage,
  claimMessage,
  cpt,
  decisionMessage,
  eligibilityMessage,
  orderMessage,
  type Part,
  partOf,
} from './endpoint-messages.ts';

/** An endpoint that reads a message about one patient, and where elements are in its focal resource. */
export interface MessageEndpoint {
  readonly name: string;
  readonly path: string;
  readonly type: string;
  readonly message: () => Part;
  readonly patient: string;
  readonly required: string;
  /** Property and FHIRPath of a date. */
  readonly date: readonly [string, string];
  readonly setCode: (focal: Part, code: Part) => void;
  /** FHIRPath of the code within the focal resource. */
  readonly code: string;
  readonly stores: boolean;
}

const setItemCode = (focal: Part, code: Part) => {
  focal.item[0].productOrService = code;
};

export const MESSAGE_ENDPOINTS: readonly MessageEndpoint[] = [
  {
    name: 'assess',
    path: '/r4/ServiceRequest/$assess',
    type: 'ServiceRequest',
    message: () => orderMessage('known'),
    patient: 'subject',
    required: 'intent',
    date: ['occurrenceDateTime', 'occurrence'],
    setCode: (focal, code) => {
      focal.code = code;
    },
    code: 'code',
    stores: true,
  },
  {
    name: 'eligibility-submit',
    path: '/r4/CoverageEligibilityRequest/$submit',
    type: 'CoverageEligibilityRequest',
    message: eligibilityMessage,
    patient: 'patient',
    required: 'purpose',
    date: ['servicedDate', 'serviced'],
    setCode: setItemCode,
    code: 'item[0].productOrService',
    stores: true,
  },
  {
    name: 'claim-check',
    path: '/r4/Claim/$check',
    type: 'Claim',
    message: claimMessage,
    patient: 'patient',
    required: 'use',
    date: ['created', 'created'],
    setCode: setItemCode,
    code: 'item[0].productOrService',
    stores: false,
  },
];

/** Every endpoint with a FHIR body. `known` is an order with a record. */
export const POST_ENDPOINTS = [
  ...MESSAGE_ENDPOINTS,
  {
    name: 'record-decision',
    path: '/r4/ServiceRequest/known/$record-decision',
    type: 'Parameters',
    message: () => decisionMessage('approved', { number: ['String', 'A-1'] }),
    stores: true,
  },
  {
    name: 'follow-up',
    path: '/r4/ServiceRequest/known/$follow-up',
    type: 'Parameters',
    message: (): Part => ({
      resourceType: 'Parameters',
      parameter: [{ name: 'assignee', valueString: 'Dana' }],
    }),
    stores: true,
  },
  {
    name: 'prepare-request',
    path: '/r4/ServiceRequest/known/$prepare-request',
    type: 'Parameters',
    message: (): Part => ({ resourceType: 'Parameters', parameter: [{ name: 'note', valueString: 'A word.' }] }),
    stores: true,
  },
  {
    name: 'answer',
    path: '/r4/ServiceRequest/known/$answer',
    type: 'QuestionnaireResponse',
    message: () => answersMessage({ canExercise: { valueBoolean: false } }),
    stores: true,
  },
  {
    name: 'bookable',
    path: '/r4/ServiceRequest/known/$bookable',
    type: 'Parameters',
    message: (): Part => ({
      resourceType: 'Parameters',
      parameter: [{ name: 'start', valueDateTime: '2026-06-15T09:00:00-04:00' }],
    }),
    stores: false,
  },
  {
    name: 'worklist',
    path: '/r4/$worklist',
    type: 'Appointment',
    message: (): Part => ({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource: appointment('v1', 'known', '2026-06-15T09:00:00-04:00') }],
    }),
    stores: false,
  },
] as const;

export const focalOf = (message: Part, { type }: Pick<MessageEndpoint, 'type'>): Part => partOf(message, type);

/** The endpoint's own message with one thing changed. */
export const bent = (endpoint: MessageEndpoint, bend: (focal: Part, message: Part) => void): Part => {
  const message = endpoint.message();
  bend(focalOf(message, endpoint), message);
  return message;
};

/** The endpoint's own message about another test. */
export const withCode = (endpoint: MessageEndpoint, code: string): Part =>
  bent(endpoint, (focal) => endpoint.setCode(focal, cpt(code)));
