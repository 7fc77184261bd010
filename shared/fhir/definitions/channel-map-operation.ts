import type { OperationDefinitionParameter } from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import { input, maybeTold as maybe, told as one, toldParts as repeated, toldWord } from './operation-parameters.ts';

type Type = NonNullable<OperationDefinitionParameter['type']>;

const many = (name: string, type: Type, documentation: string) => ({ ...maybe(name, type, documentation), max: '*' });

/** Parameters of `$channel-map`. */
export const channelMapParameters = (canonicals: Canonicals): OperationDefinitionParameter[] => {
  const code = toldWord(canonicals);
  const payer = one('payer', 'Coding', 'The payer, in our naming system.');
  const transaction = code('transaction', 'channel-transaction', 'What is asked of the payer.');
  const says = maybe('says', 'string', 'What it rests on, in a sentence.');
  const source = maybe('source', 'string', 'Where that stands.');
  const level = { ...code('level', 'evidence-level', 'How well it is founded.'), min: 0 };
  const confirmed = maybe('confirmed', 'date', 'Last day it is known to hold.');
  return [
    input('date', '0..1', 'The day asked about; missing: today.', { type: 'date' }),
    input('payer', '0..*', 'Payer ids; missing: every payer.', { type: 'string' }),
    one('date', 'date', 'The day the map is of.'),
    repeated('row', 'One way or several to reach a payer; rows of your own settings come first.', [
      maybe('id', 'string', 'Its name in the map; absent in rows of your settings.'),
      payer,
      transaction,
      many('product', 'string', 'Only for these products.'),
      maybe('delegated', 'boolean', 'Only where review is delegated.'),
      many('state', 'string', 'Only for sites in these states.'),
      { ...code('group', 'procedure-group', 'Only for these tests.'), min: 0, max: '*' },
      maybe('from', 'date', 'Its first day.'),
      maybe('to', 'date', 'Its last day.'),
      repeated('way', 'In the order in which they are to be tried; none: ask the plan.', [
        code('channel', 'channel', 'How the payer is reached.'),
        maybe('version', 'string', 'Release of the messages.'),
        maybe('name', 'string', 'Of the portal, or whom the number reaches.'),
        maybe('portal', 'string', 'Its address.'),
        maybe('phone', 'string', 'Number to call.'),
        maybe('fax', 'string', 'Number to fax to.'),
        maybe('hours', 'string', 'When.'),
        source,
        level,
        confirmed,
      ]),
      maybe('leadDays', 'unsignedInt', 'Business days before the visit by which it is to be there.'),
      many('duty', 'string', 'Whom to tell what besides.'),
      says,
      { ...code('whoMustAsk', 'channel-asker', 'Whose office must ask; absent: not known.'), min: 0 },
      source,
      level,
      confirmed,
      maybe('stale', 'boolean', 'That is too long ago: confirm it.'),
      maybe('changedBy', 'string', 'Of a row of your settings: who said so.'),
    ]),
    repeated('enrolment', 'Each NPI has to be enrolled before messages for it are taken.', [
      payer,
      transaction,
      one('from', 'date', 'Since when.'),
      one(
        'rejectReason',
        'string',
        'X12 reject reason of a message for one that is not: it says nothing of the member.',
      ),
      says,
      source,
      level,
    ]),
    repeated('npi', 'What your settings keep of an NPI there.', [
      payer,
      transaction,
      one('npi', 'string', 'The NPI.'),
      one('standing', 'string', '`enrolled`, `attested` or `not-enrolled`.'),
      one('from', 'date', 'Since when.'),
      maybe('to', 'date', 'Until when.'),
      source,
      confirmed,
      maybe('changedBy', 'string', 'Who said so.'),
    ]),
    repeated('npiOpen', 'An NPI your messages name that is not enrolled there, or of which nothing is kept.', [
      payer,
      transaction,
      says,
    ]),
    repeated('endpoint', 'An endpoint of your settings, used or not: how it answers.', [
      one('name', 'string', 'Its name in your settings.'),
      code('channel', 'channel', 'What is spoken there.'),
      one('exchanges', 'unsignedInt', 'Messages exchanged so far.'),
      one('failures', 'unsignedInt', 'Those without an answer since the last that had one.'),
      maybe('lastSuccess', 'dateTime', 'When it last answered.'),
      maybe('lastFailure', 'dateTime', 'When it last did not.'),
      maybe('problem', 'string', 'Why, in one word.'),
      maybe(
        'restsUntil',
        'dateTime',
        'Until when nothing is sent there, after several failures in a row or as it asked.',
      ),
    ]),
    repeated('certificate', 'A client certificate your settings name for a payer.', [
      one('setting', 'string', 'The field that names it.'),
      one('name', 'string', 'Of the endpoint, or id of the payer.'),
      maybe('ends', 'dateTime', 'When it ends, or the first of its chain does.'),
      maybe('days', 'integer', 'Whole days until then; negative: ended.'),
      maybe('finding', 'string', 'What is wrong with it, or that it ends within 30 days.'),
    ]),
    repeated('unheld', 'A payer nothing is held of: ask it how it takes requests.', [payer]),
  ];
};
