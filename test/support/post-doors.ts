import { appointment } from './appointments.ts';
import {
  claimMessage,
  cpt,
  decisionMessage,
  eligibilityMessage,
  orderMessage,
  type Part,
  partOf,
} from './endpoint-messages.ts';

/** A door that reads a message about one patient, and where in its focal resource things stand. */
export interface MessageDoor {
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

export const MESSAGE_DOORS: readonly MessageDoor[] = [
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

/** Every door that reads a body of FHIR. `known` is an order with a record. */
export const POST_DOORS = [
  ...MESSAGE_DOORS,
  {
    name: 'record-decision',
    path: '/r4/ServiceRequest/known/$record-decision',
    type: 'Parameters',
    message: () => decisionMessage('approved', { number: ['String', 'A-1'] }),
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

export const focalOf = (message: Part, { type }: Pick<MessageDoor, 'type'>): Part => partOf(message, type);

/** The door's own message with one thing about it changed. */
export const bent = (door: MessageDoor, bend: (focal: Part, message: Part) => void): Part => {
  const message = door.message();
  bend(focalOf(message, door), message);
  return message;
};

/** The door's own message about another test. */
export const withCode = (door: MessageDoor, code: string): Part =>
  bent(door, (focal) => door.setCode(focal, cpt(code)));
