import { CHANNEL_FACTS } from './channel-words.ts';
import type { WordListId } from './code-systems.ts';

/** One part of the determination extension: a value of exactly one datatype, or a group of parts. */
export interface DeterminationPart {
  readonly name: string;
  readonly short: string;
  readonly min: 0 | 1;
  readonly max: '1' | '*';
  readonly type?:
    | 'code'
    | 'string'
    | 'canonical'
    | 'date'
    | 'positiveInt'
    | 'integer'
    | 'dateTime'
    | 'Reference'
    | 'Coding'
    | 'Money';
  /** Our own value set, where the codes are a closed list. */
  readonly words?: WordListId;
  readonly parts?: readonly DeterminationPart[];
}

type Options = Partial<Pick<DeterminationPart, 'min' | 'max' | 'words'>>;
const part = (
  name: string,
  type: NonNullable<DeterminationPart['type']>,
  short: string,
  options: Options = {},
): DeterminationPart => ({
  min: 0,
  max: '1',
  ...options,
  name,
  type,
  short,
});
const group = (name: string, short: string, ...parts: readonly DeterminationPart[]): DeterminationPart => ({
  name,
  short,
  min: 0,
  max: '*',
  parts,
});
const ONE = { min: 1 } as const;
const MANY = { max: '*' } as const;

export const DETERMINATION_PARTS: readonly DeterminationPart[] = [
  part('advice', 'code', 'The word of this line, or of the whole message on the root', { words: 'advice' }),
  part('covered', 'code', 'Is the service covered', { words: 'covered' }),
  part('paNeeded', 'code', 'Is authorization needed', { words: 'pa-needed' }),
  {
    ...group(
      'nextAction',
      'What to do next, and whose move it is',
      part('code', 'code', 'What to do next', { ...ONE, words: 'next-action' }),
      part('owner', 'code', 'Whose move it is', { ...ONE, words: 'action-owner' }),
      part('dueBy', 'date', 'By when it is due, where a clock says so'),
      ...CHANNEL_FACTS.map(({ name, type, short, words, max }) =>
        part(name, type, short, { ...(words ? { words } : {}), ...(max ? { max } : {}) }),
      ),
    ),
    max: '1',
  },
  part('state', 'code', 'Where the visit stands, for people', { words: 'people-state' }),
  part('assertionId', 'string', 'Traceable id of this answer for this line'),
  part('ruleset', 'canonical', 'The dated policy that ruled, url|version'),
  part(
    'rulePack',
    'string',
    'The rule pack that policy came with, id|version; absent: it was released with the service',
  ),
  part('ruleLevel', 'code', 'Of a "go ahead" by that policy: how well its rule is founded', {
    words: 'evidence-level',
  }),
  part('authorizationNumber', 'string', 'Of a "go ahead" by an approval: its number'),
  part('row', 'code', 'Row of the decision table that decided'),
  part('reason', 'string', 'Why, in plain words, most important first', MANY),
  part(
    'sameAs',
    'positiveInt',
    "Only in an answer too long otherwise: the line whose criteria, questions, changes, alternatives and estimates are this line's too",
  ),
  group(
    'criterion',
    'A criterion of the policy and its result',
    part('id', 'code', 'Id of the criterion', ONE),
    part('result', 'code', 'Result', { ...ONE, words: 'criterion-result' }),
    part('says', 'string', 'The rule in our own words'),
    part('cite', 'string', 'Where the rule stands'),
    part('evidence', 'Reference', 'What the facts were read from', MANY),
    part('level', 'code', 'How well the rule is founded', { words: 'evidence-level' }),
  ),
  group(
    'finding',
    'Something about how the line is coded',
    part('id', 'code', 'Id of the check', ONE),
    part('severity', 'code', 'Severity', { ...ONE, words: 'finding-severity' }),
    part('line', 'positiveInt', 'Item sequence, else place in the message'),
    part('carc', 'code', 'Claim adjustment reason code to be foreseen'),
    part('rarc', 'code', 'Remittance advice remark code to be foreseen'),
    part('says', 'string', 'What is wrong, in our own words'),
    part('fix', 'string', 'What to change'),
  ),
  group(
    'missing',
    'An unknown fact that can change the advice, smallest deciding group first',
    part('fact', 'code', 'Name of the fact', { ...ONE, words: 'fact' }),
    part('question', 'string', 'The question to ask'),
  ),
  group(
    'wouldChange',
    'A change of one fact that would change the advice',
    part('fact', 'code', 'Name of the fact', { ...ONE, words: 'fact' }),
    part('to', 'string', 'Its other value', ONE),
    part('advice', 'code', 'The advice then', { ...ONE, words: 'advice' }),
  ),
  group(
    'alternative',
    'Another kind of test for the same patient and payer, most useful first',
    part('code', 'Coding', 'Its billing code', ONE),
    part('advice', 'code', 'The advice for it', { words: 'advice' }),
    part('why', 'string', 'Authorization, criteria, what is open, and whether it would fare better'),
  ),
  group(
    'estimate',
    'What a published fee schedule pays for one unit, not a promise',
    part('code', 'Coding', 'Billing code', ONE),
    part('amount', 'Money', 'Amount', ONE),
    part('year', 'integer', 'Year of the fee schedule'),
    part('source', 'string', 'Schedule, place, rate and conversion factor'),
  ),
  part('warning', 'string', 'Worth knowing; changes nothing', MANY),
  part('eligibilitySource', 'code', 'Who says that the coverage is in force', { words: 'eligibility-source' }),
  part('eligibilityAsOf', 'date', 'On which day that was known'),
  part('payerPlan', 'string', 'What the payer calls the plan, where it confirmed the coverage'),
  {
    ...group(
      'patientShare',
      'An estimate of what the patient pays, from what the payer said of its plan; no promise',
      part('amount', 'Money', 'The sum', ONE),
      part('deductible', 'Money', 'Of it: what is left of the deductible'),
      part('coinsurance', 'Money', 'Of it: coinsurance of the rest'),
      part('copay', 'Money', 'Of it: the copay'),
      part('asOf', 'date', 'On which day the payer said so'),
      part('assumes', 'string', 'What it rests on, and what would change it', MANY),
    ),
    max: '1',
  },
  part('waiver', 'string', 'The plan’s notice, law or pledge by which none of its own authorization may be needed'),
  part('binding', 'string', 'By what the plan cannot take the approval back, and what it may still deny for'),
  group(
    'clock',
    'When somebody must have acted',
    part('kind', 'code', 'Which clock', { ...ONE, words: 'clock-kind' }),
    part('due', 'dateTime', 'When it runs out', ONE),
    part('rule', 'string', 'The time it gives, by which law or text'),
    part('onlyIf', 'string', 'It holds only if this is so, which is not known'),
    part('ruleLevel', 'code', 'How well that is founded', { words: 'evidence-level' }),
  ),
];
