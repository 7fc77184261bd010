import type { OperationDefinitionParameter } from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import { bookableParameters } from './bookable-operation.ts';
import { bound, input, output } from './operation-parameters.ts';

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

/** What rows of a day's list have besides. */
const listedParts = (canonicals: Canonicals): OperationDefinitionParameter[] => [
  row('string', 'source', '1', 'The EHR its orders are of.'),
  row('date', 'date', '1', 'The day of the visit; without a visit on file, the service date of the order.'),
  row('string', 'test', '1', 'The test in words.'),
  row('Reference', 'patient', '1', 'The patient, by name where one is on file.'),
  row('Coding', 'payer', '1', 'The payer its rules are of.'),
  { ...row('code', 'advice', '1', 'The word of the newest answer.'), ...bound('advice', canonicals) },
  {
    ...{ name: 'clock', use: 'out', min: 0, max: '*', documentation: 'When a decision is due, the soonest first.' },
    part: [
      row('code', 'kind', '1', 'Which decision.'),
      row('dateTime', 'due', '1', 'When it is due.'),
      row('string', 'says', '1', 'The same in words, with what it rests on.'),
    ],
  },
  row('string', 'assignee', '1', 'Who has it.'),
  row('date', 'followUp', '1', 'When to look again.'),
  row('string', 'waitingOn', '1', 'Whom it waits on.'),
  row('unsignedInt', 'notes', '1', 'How many notes and calls are on its record.'),
  row('Reference', 'task', '*', 'Its records.'),
  row('string', 'version', '1', 'The ETag of the first record, for If-Match.'),
];

/** Parameters of `$worklist`; each row of the answer is a Parameters resource with the parts of `row`. */
export const worklistParameters = (canonicals: Canonicals): OperationDefinitionParameter[] => [
  input('resource', '0..1', 'By POST, the visits: a Bundle of Appointments, sent as the body.', { type: 'Bundle' }),
  input('date', '0..*', 'By GET, the days: one, or the first (ge) and the last (le); missing: today.', {
    type: 'string',
    searchType: 'date',
  }),
  input('state', '0..1', 'By GET, only visits that stand so; several with commas.', {
    type: 'string',
    searchType: 'token',
  }),
  input('owner', '0..1', 'By GET, only those whose move it is; several with commas.', {
    type: 'string',
    searchType: 'token',
  }),
  input('assignee', '0..1', 'By GET, only those they have; several with commas, an empty one is nobody.', {
    type: 'string',
    searchType: 'string',
  }),
  input('_count', '0..1', 'Rows at once, 1000 at most.', { type: 'integer' }),
  input('_offset', '0..1', 'Rows to leave out at the beginning, to go on where an answer ended.', { type: 'integer' }),
  {
    name: 'row',
    use: 'out',
    min: 0,
    max: '*',
    documentation:
      'One visit with its answer, most urgent first; by GET with what people need beside it. An OperationOutcome behind the rows names columns of a CSV list ' +
      'that were not read.',
    part: [
      { ...row('positiveInt', 'row', '1', 'Place in the list sent.'), min: 1 },
      row('Reference', 'appointment', '1', 'The visit, where it has an id.'),
      row('Reference', 'order', '*', 'Its orders.'),
      row('dateTime', 'start', '1', 'When it starts, as the clock of the site shows it.'),
      row('Coding', 'code', '*', 'The codes of the visit that were counted; a display alone was not understood.'),
      ...bookableParameters(canonicals).filter(({ use }) => use === 'out'),
      ...listedParts(canonicals),
    ],
  },
];
