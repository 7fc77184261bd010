import type { OperationDefinitionParameter } from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import type { Operation } from './operation.ts';
import { bound, input, maybeTold as maybe, toldParts as several, told } from './operation-parameters.ts';

type Parameter = OperationDefinitionParameter;

const whoAndWhen = (): Parameter[] => [
  told('at', 'dateTime', 'When.'),
  told('by', 'string', 'Agent that recorded it.'),
];
const asked = (): Parameter[] => [
  ...whoAndWhen(),
  told('says', 'string', 'Why.'),
  { ...maybe('sequence', 'positiveInt', 'Items it is about.'), max: '*' },
];

/** What a row of the queue and a case have in common. */
const requestParameters = (canonicals: Canonicals): Parameter[] => [
  told('request', 'id', 'Id of the request: that of its ClaimResponse.'),
  { ...told('state', 'code', 'Where it stands.'), ...bound('review-state', canonicals) },
  told('received', 'dateTime', 'When it came.'),
  told('updated', 'dateTime', 'When it changed last.'),
  { ...maybe('waitsFor', 'code', 'What waits for a reviewer.'), ...bound('review-work', canonicals), max: '*' },
  maybe('due', 'dateTime', 'By when it has to be decided.'),
  maybe('dueSays', 'string', 'The rule behind that.'),
  told('expedited', 'boolean', 'A clinician states that waiting could do harm.'),
  told('trial', 'boolean', 'Its answers are tests: the payer has not declared its authority.'),
  told('test', 'string', 'What is asked for, in our own words.'),
  maybe('patient', 'Reference', 'Whom it is about, with the name for people.'),
  maybe('requester', 'string', 'Who asks.'),
  maybe('insurer', 'string', 'Who is asked.'),
  maybe('assignee', 'string', 'Reviewer who has it.'),
  told('version', 'string', 'For If-Match.'),
  several('item', 'One service.', [
    told('sequence', 'positiveInt', 'Its number in the request.'),
    { ...maybe('code', 'code', 'Codes of the service, the requested one first.'), max: '*' },
    maybe('start', 'date', 'First day asked for.'),
    maybe('end', 'date', 'Last day asked for.'),
    { ...told('state', 'code', 'Where it stands.'), ...bound('review-item-state', canonicals) },
    maybe('number', 'string', 'Authorization number.'),
    { ...maybe('says', 'string', 'What it waits for, or why it stands so.'), max: '*' },
  ]),
  several('proposal', 'A decision on one item that waits for its second signature; nobody outside is told.', [
    ...whoAndWhen(),
    told('sequence', 'positiveInt', 'The item.'),
    { ...told('state', 'code', 'What it would be.'), ...bound('review-item-state', canonicals) },
    maybe('says', 'string', 'The specific reason.'),
    maybe('reviewer', 'string', 'NPI of who decided first.'),
  ]),
  {
    ...several('appeal', 'An appeal that is not decided yet.', [
      ...asked(),
      maybe('due', 'dateTime', 'By when.'),
      maybe('level', 'positiveInt', 'Level of the appeal, the highest of its items.'),
    ]),
    max: '1',
  },
  { ...several('peerToPeer', 'A conversation that was asked for and not held yet.', asked()), max: '1' },
  { ...maybe('reconsider', 'positiveInt', 'Items a conversation lets a reviewer decide again.'), max: '*' },
];

/** Parameters of `$reviews`. */
const queueParameters = (canonicals: Canonicals): Parameter[] => [
  input('state', '0..1', 'open (waits for a decision, the default) or closed.', { type: 'code' }),
  input('assignee', '0..1', 'Reviewers who have it, separated by commas; empty: nobody.', { type: 'string' }),
  input('waiting', '0..1', 'Only those that wait for one of these, separated by commas.', { type: 'string' }),
  ...requestParameters(canonicals),
];

/** Parameters of `$case`. */
const caseParameters = (canonicals: Canonicals): Parameter[] => [
  ...requestParameters(canonicals),
  maybe('extendable', 'boolean', 'The time to decide can be extended once.'),
  { ...maybe('appealable', 'positiveInt', 'Items that can be appealed today.'), max: '*' },
  maybe('appealUntil', 'date', 'Last day they can be, where the payer has set one.'),
  several('event', 'What happened to it, the oldest first.', [
    told('at', 'dateTime', 'When.'),
    told('by', 'string', 'Agent.'),
    told(
      'what',
      'code',
      'received, updated, cancelled, withdrawn, documented, reviewed, proposed, confirmed, returned, extended, appealed, appeal-withdrawn, peer-to-peer-requested, peer-to-peer-closed or assigned.',
    ),
    maybe('says', 'string', 'In one sentence.'),
    maybe('reviewer', 'string', 'NPI of the reviewer.'),
    maybe('license', 'string', 'License of the reviewer.'),
    maybe('level', 'positiveInt', 'Level of the appeal it is about.'),
    maybe('outcome', 'code', 'Of a conversation.'),
  ]),
  several('line', 'What the rules said of one service, as the extension `determination`.', [
    told('sequence', 'positiveInt', 'Its number in the request.'),
    told('code', 'code', 'The service.'),
  ]),
  maybe('message', 'Bundle', 'The request as it was sent, without the bytes of its documents.'),
];

/** Parameters of `$assign`. */
const assignParameters = (canonicals: Canonicals): Parameter[] => [
  input('assignee', '0..1', 'Reviewer who has it from now on; missing: nobody.', { type: 'string' }),
  ...requestParameters(canonicals),
];

/** What reviewers read and keep beside `$review`. */
export const reviewDeskOperations = (canonicals: Canonicals): readonly Operation[] => [
  {
    id: 'reviews',
    code: 'reviews',
    level: 'system',
    affectsState: false,
    title: 'Requests that wait for a reviewer',
    description:
      'Prior authorization requests at the payer by their clock, the most urgent first; or those decided, the last changed first. A searchset of Parameters, one a request.',
    parameters: queueParameters(canonicals),
  },
  {
    id: 'case',
    code: 'case',
    resource: 'Claim',
    level: 'instance',
    affectsState: false,
    title: 'A request as its reviewer needs it',
    description:
      'The request as it was sent, what the rules of the payer asked and what they found, where each item stands, and what was done about it.',
    parameters: caseParameters(canonicals),
  },
  {
    id: 'assign',
    code: 'assign',
    resource: 'Claim',
    level: 'instance',
    affectsState: true,
    title: 'Keep who reviews a request',
    description:
      'Keeps on a prior authorization request which reviewer has it. No decision depends on it, and the same again changes nothing.',
    parameters: assignParameters(canonicals),
  },
];
