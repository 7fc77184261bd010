import type { OperationDefinitionParameter } from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import { bound, input, output, referenceTo } from './operation-parameters.ts';

/** Parameters of `$record-decision`; forms and examples show them in this order. */
export const recordDecisionParameters = (canonicals: Canonicals): OperationDefinitionParameter[] => [
  input('decision', '1..1', 'What the payer decided.', bound('decision', canonicals)),
  input('number', '0..1', 'Authorization, case or call-reference number, as the payer gave it.', { type: 'string' }),
  input(
    'numberKind',
    '0..1',
    'What kind of number it is; missing: an authorization. Only an authorization makes a visit bookable.',
    bound('number-kind', canonicals),
  ),
  input('period', '0..1', 'First and last day the decision covers, both included.', { type: 'Period' }),
  input('code', '0..*', 'Billing codes (CPT or HCPCS) the decision names.', { type: 'Coding' }),
  input('units', '0..1', 'Units approved.', { type: 'positiveInt' }),
  input('placeOfService', '0..1', 'CMS place of service the decision names.', { type: 'Coding' }),
  input('facility', '0..1', 'Facility the decision names.', referenceTo('Location', 'Organization')),
  input(
    'performer',
    '0..1',
    'Performing provider the decision names.',
    referenceTo('Practitioner', 'PractitionerRole', 'Organization'),
  ),
  input('reason', '0..1', 'Why, as the payer said.', { type: 'CodeableConcept' }),
  input('toldBy', '0..1', 'Who at the payer said so.', { type: 'string' }),
  input(
    'expedited',
    '0..1',
    'Of a request: the clinician stated that waiting could seriously harm the patient, so the shorter clock runs. An order’s priority is no such statement.',
    { type: 'boolean' },
  ),
  input('source', '0..1', 'How the decision reached the staff.', bound('decision-source', canonicals)),
  input('receivedAt', '0..1', 'When it was received, with time zone; missing: now. Payer clocks run from here.', {
    type: 'dateTime',
  }),
  output('Task', 'The authorization record of the order.'),
];
