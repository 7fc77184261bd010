import type { OperationDefinitionParameter } from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import { bookableParameters } from './bookable-operation.ts';
import { input, output } from './operation-parameters.ts';

const row = (
  type: NonNullable<OperationDefinitionParameter['type']>,
  name: string,
  max: string,
  documentation: string,
) => ({
  ...output(type, documentation),
  name,
  min: 0,
  max,
});

/** Parameters of `$worklist`; each row of the answer is a Parameters resource with the parts of `row`. */
export const worklistParameters = (canonicals: Canonicals): OperationDefinitionParameter[] => [
  input('resource', '1..1', 'The visits: a Bundle of Appointments, sent as the body.', { type: 'Bundle' }),
  input('_count', '0..1', 'Rows at once, 1000 at most.', { type: 'integer' }),
  input('_offset', '0..1', 'Rows to leave out at the beginning, to go on where an answer ended.', { type: 'integer' }),
  {
    name: 'row',
    use: 'out',
    min: 0,
    max: '*',
    documentation:
      'One visit with its answer, most urgent first. An OperationOutcome behind the rows names columns of a CSV list ' +
      'that were not read.',
    part: [
      { ...row('positiveInt', 'row', '1', 'Place in the list sent.'), min: 1 },
      row('Reference', 'appointment', '1', 'The visit, where it has an id.'),
      row('Reference', 'order', '*', 'Its orders.'),
      row('dateTime', 'start', '1', 'When it starts, as the clock of the site shows it.'),
      row('Coding', 'code', '*', 'The codes of the visit that were counted; a display alone was not understood.'),
      ...bookableParameters(canonicals).filter(({ use }) => use === 'out'),
    ],
  },
];
