import type { OperationDefinitionParameter } from 'fhir/r4';
import type { BookableReasonCode } from '../../core/bookable.ts';
import type { Canonicals } from '../canonical.ts';
import { bound, input, output, referenceTo } from './operation-parameters.ts';

export const BOOKABLE_REASON_WORDS: Readonly<Record<BookableReasonCode, string>> = {
  past: 'The slot is in the past.',
  'order-cancelled': 'The order was cancelled.',
  'coverage-ended': 'No coverage is in force on the day of the slot.',
  denied: 'The payer denied the request.',
  'other-code': 'The approval names another code.',
  'other-place': 'The approval names another place of service.',
  'other-facility': 'The approval names another facility.',
  'other-performer': 'The approval names another performing provider.',
  'units-used': 'The approval has no units left for this visit.',
  'outside-window': 'The slot is outside the days the approval covers.',
  'window-unknown': 'It is not known until when the approval holds.',
  coding: 'A claim coded like this fails as written.',
  'inside-window': 'The slot fits an approval on file.',
  'no-authorization-needed': 'No authorization is needed.',
  outstanding: 'Authorization, information or a review is outstanding.',
  'no-rule': 'No rule tells whether authorization is needed.',
};

/** Parameters of `$bookable`, in the order of the contract. */
export const bookableParameters = (canonicals: Canonicals): OperationDefinitionParameter[] => [
  input('start', '1..1', 'When the visit starts, with time zone.', { type: 'dateTime' }),
  input('end', '0..1', 'When it ends.', { type: 'dateTime' }),
  input('code', '0..*', 'Billing codes (CPT or HCPCS) to be done; missing: as ordered.', { type: 'Coding' }),
  input('placeOfService', '0..1', 'CMS place of service of the slot.', { type: 'Coding' }),
  input('facility', '0..1', 'Where the visit takes place.', referenceTo('Location', 'Organization')),
  input('performer', '0..1', 'Who performs the test.', referenceTo('Practitioner', 'PractitionerRole', 'Organization')),
  input('units', '0..1', 'Units to be done.', { type: 'positiveInt' }),
  { ...output('code', 'Whether the slot can be booked.'), name: 'answer', ...bound('bookable', canonicals) },
  {
    ...output('CodeableConcept', 'Why, every reason.'),
    name: 'reason',
    max: '*',
    ...bound('bookable-reason', canonicals),
    type: 'CodeableConcept',
  },
  { ...output('date', 'First day that would do, as far as known.'), name: 'earliest', min: 0 },
  { ...output('date', 'Last day that would do, as far as known.'), name: 'latest', min: 0 },
  { ...output('Identifier', 'The authorization on file.'), name: 'authorization', min: 0 },
  { ...output('string', 'What to do next.'), name: 'nextStep' },
];
