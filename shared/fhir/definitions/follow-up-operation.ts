import type { OperationDefinitionParameter } from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import { bound, input, output } from './operation-parameters.ts';

/** Parameters of `$follow-up`. */
export const followUpParameters = (canonicals: Canonicals): OperationDefinitionParameter[] => [
  input('assignee', '0..1', 'Who has it from now on: a person or a team.', { type: 'string' }),
  input('followUp', '0..1', 'The day to look again.', { type: 'date' }),
  input('waitingOn', '0..1', 'Whom it waits on.', { type: 'string' }),
  input('clear', '0..*', 'What is no longer so.', bound('desk-field', canonicals)),
  input('note', '0..1', 'A note, 2,000 characters at most.', { type: 'string' }),
  {
    ...{ name: 'call', use: 'in', min: 0, max: '1', documentation: 'A call that was made.' },
    part: [
      input('with', '0..1', 'With whom.', { type: 'string' }),
      input('says', '0..1', 'What was said, 2,000 characters at most.', { type: 'string' }),
      input('number', '0..1', 'The number called, or the reference given.', { type: 'string' }),
    ],
  },
  output('Task', 'The authorization record of the order.'),
];
