import type { OperationDefinitionParameter } from 'fhir/r4';
import type { Operation } from './operation.ts';
import { input, output } from './operation-parameters.ts';

type Parameter = OperationDefinitionParameter;

const text = (cardinality: '0..1' | '1..1', documentation: string): Parameter =>
  input('text', cardinality, documentation, { type: 'string' });
const items = (documentation: string): Parameter => input('item', '0..*', documentation, { type: 'positiveInt' });
const answered = (): Parameter => output('Bundle', 'The answer to the request as it stands now, as $submit gives it.');
const reviewer = (cardinality: '0..1' | '1..1'): Parameter[] => [
  input('reviewerNpi', cardinality, 'NPI of the reviewer; not one that orders or renders.', { type: 'string' }),
  input('license', cardinality, 'Number of the reviewer’s license.', { type: 'string' }),
  input('licenseState', '0..1', 'State that gave it, two letters.', { type: 'code' }),
  input('specialty', cardinality, 'The reviewer’s specialty.', { type: 'CodeableConcept' }),
];

const onClaim = { resource: 'Claim', level: 'instance', affectsState: true } as const;

/** What follows a first decision: each an event of the request. */
export const reviewActOperations = (): readonly Operation[] => [
  {
    ...onClaim,
    id: 'confirm',
    code: 'confirm',
    title: 'Sign a decision second',
    description:
      'Another reviewer confirms an outcome against a request, or gives it back. Until then the request is pended for everybody outside, and its clock runs. Nobody signs twice.',
    parameters: [
      input('outcome', '1..1', 'confirmed or returned.', { type: 'code' }),
      ...reviewer('1..1'),
      text('0..1', 'In words; needed where it is given back.'),
      items('Sequences; missing: everything that waits for a signature.'),
      answered(),
    ],
  },
  {
    ...onClaim,
    id: 'appeal',
    code: 'appeal',
    title: 'Appeal a decision against a request',
    description:
      'From who sends the request or is named in it, or recorded by a reviewer as it came by mail or telephone: within the window of the payer, once for a decision and at each level the payer has. The decision stands until another reviewer has recorded a decision by $review: at the second level one who took no part before. After the last level no further internal appeal is recorded; an external review is not part of this service.',
    parameters: [
      text('1..1', 'Why the decision is wrong.'),
      items('Sequences; missing: every item that can be appealed.'),
      answered(),
    ],
  },
  {
    ...onClaim,
    id: 'withdraw-appeal',
    code: 'withdraw-appeal',
    title: 'Take an appeal back',
    description:
      'While it is not decided: by the client that appealed, or recorded by a reviewer as it came by mail or telephone. The decision it is about stands, the clock of the appeal is gone, and within its window it can be appealed again.',
    parameters: [
      text('1..1', 'Why it is taken back.'),
      items('Sequences; missing: every item under an appeal of the caller, for a reviewer under any.'),
      answered(),
    ],
  },
  {
    ...onClaim,
    id: 'peer-to-peer',
    code: 'peer-to-peer',
    title: 'Ask for a conversation with a reviewer, or record what came of it',
    description:
      'Without outcome: the wish for a conversation of two clinicians, before or after a decision. With outcome, by a reviewer: what came of it. It decides nothing; reconsider lets a reviewer record a better decision by $review.',
    parameters: [
      text('1..1', 'Why, or what was said.'),
      items('Sequences; missing: every item that waits or was decided against the request. Not with an outcome.'),
      input('outcome', '0..1', 'unchanged, reconsider or not-held.', { type: 'code' }),
      ...reviewer('0..1'),
      answered(),
    ],
  },
];
