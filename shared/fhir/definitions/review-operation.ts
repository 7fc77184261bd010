import type { OperationDefinitionParameter } from 'fhir/r4';
import { input, output } from './operation-parameters.ts';

/** Parameters of `$review`. */
export const reviewParameters = (): OperationDefinitionParameter[] => [
  input('decision', '0..1', 'A1, A2, A3 or A6 (X12 306); missing only where the time is extended.', { type: 'code' }),
  input('item', '0..*', 'Sequences of the items it is about; missing: every item not decided yet.', {
    type: 'positiveInt',
  }),
  input('reviewerNpi', '1..1', 'NPI of the reviewer; not one that orders or renders.', { type: 'string' }),
  input('license', '1..1', 'Number of the reviewer’s license.', { type: 'string' }),
  input('licenseState', '0..1', 'State that gave it, two letters.', { type: 'code' }),
  input('specialty', '1..1', 'The reviewer’s specialty.', { type: 'CodeableConcept' }),
  input('reason', '0..*', 'Reason by X12 886; needed for A2, A3 and A6.', { type: 'CodeableConcept' }),
  input('criterion', '0..*', 'Criterion the case was held to; needed for A2, A3 and A6.', { type: 'string' }),
  input('evidence', '0..*', 'What the reviewer looked at; needed for A2, A3 and A6.', { type: 'string' }),
  input('text', '0..1', 'The specific reason in words; needed for A2, A3, A6 and an extension.', { type: 'string' }),
  input('automation', '0..1', 'Further software that took part; the service’s own rules are always named.', {
    type: 'string',
  }),
  input('lacksInformation', '0..1', 'With A3: closed because what was asked for did not come.', { type: 'boolean' }),
  input('code', '0..1', 'What is authorized in place of the service asked for.', { type: 'Coding' }),
  input('units', '0..1', 'Units authorized.', { type: 'positiveInt' }),
  input('period', '0..1', 'First and last day, both included; missing: from today to the day asked for.', {
    type: 'Period',
  }),
  input('extend', '0..1', 'Extends the time to decide once, where the clock allows it.', { type: 'boolean' }),
  output('Bundle', 'The answer to the request as it stands now, as $submit gives it.'),
];
