import type {
  PeerOutcome,
  ReviewAsked,
  ReviewCase,
  ReviewEvent,
  ReviewItem,
  ReviewItemState,
  ReviewProposal,
  ReviewRow,
  ReviewState,
  ReviewWork,
} from '../model/review.ts';
import { elementOf, given, idOf, textOf } from './element.ts';
import { type Parts, parametersOf } from './parts.ts';
import { readDetermination } from './read-determination.ts';
import { readMessage } from './read-message.ts';

const STATES: readonly string[] = ['pended', 'partly-decided', 'decided', 'cancelled'] satisfies ReviewState[];
const ITEM_STATES: readonly string[] = [
  'certified',
  'modified',
  'partly-certified',
  'not-required',
  'referred',
  'pended',
  'denied',
  'cancelled',
] satisfies ReviewItemState[];
const isState = (word: string): word is ReviewState => STATES.includes(word);
const WORK: readonly string[] = ['decision', 'second-signature', 'appeal', 'peer-to-peer'] satisfies ReviewWork[];
const isWork = (word: string): word is ReviewWork => WORK.includes(word);
const OUTCOMES: readonly string[] = ['unchanged', 'reconsider', 'not-held'] satisfies PeerOutcome[];
const isOutcome = (word: string): word is PeerOutcome => OUTCOMES.includes(word);
const isItemState = (word: string): word is ReviewItemState => ITEM_STATES.includes(word);

const itemOf = (parts: Parts): ReviewItem => {
  const state = parts.word('state');
  return {
    sequence: parts.number('sequence') ?? 0,
    codes: parts.words('code'),
    ...given('start', parts.word('start')),
    ...given('end', parts.word('end')),
    // A word of a later release is not told: nothing may look decided because it was not understood.
    state: isItemState(state) ? state : 'pended',
    ...given('number', parts.word('number')),
    says: parts.words('says'),
  };
};

const proposalOf = (parts: Parts): ReviewProposal => {
  const state = parts.word('state');
  return {
    at: parts.word('at'),
    sequence: parts.number('sequence') ?? 0,
    state: isItemState(state) ? state : 'pended',
    ...given('says', parts.word('says')),
    ...given('reviewer', parts.word('reviewer')),
  };
};

const askedOf = (parts: Parts): ReviewAsked => ({
  at: parts.word('at'),
  says: parts.word('says'),
  sequences: parts.words('sequence').map(Number),
  ...given('due', parts.word('due')),
  ...given('level', parts.number('level')),
});

const rowIn = (parts: Parts): ReviewRow => {
  const state = parts.word('state');
  const { reference, display } = elementOf(parts.one('patient')?.valueReference);
  const patient = { id: idOf(textOf(reference)), ...given('name', textOf(display)) };
  return {
    id: parts.word('request'),
    state: isState(state) ? state : 'pended',
    received: parts.word('received'),
    updated: parts.word('updated'),
    ...given('due', parts.word('due')),
    ...given('dueSays', parts.word('dueSays')),
    expedited: parts.word('expedited') === 'true',
    trial: parts.word('trial') === 'true',
    test: parts.word('test'),
    ...given('patient', patient.id || patient.name ? patient : undefined),
    ...given('requester', parts.word('requester')),
    ...given('insurer', parts.word('insurer')),
    ...given('assignee', parts.word('assignee')),
    version: parts.word('version'),
    items: parts.groups('item').map(itemOf),
    waitsFor: parts.words('waitsFor').filter(isWork),
    proposals: parts.groups('proposal').map(proposalOf),
    ...given('appeal', parts.groups('appeal').map(askedOf)[0]),
    ...given('peerToPeer', parts.groups('peerToPeer').map(askedOf)[0]),
    reconsider: parts.words('reconsider').map(Number),
  };
};

const eventOf = (one: Parts): ReviewEvent => {
  const outcome = one.word('outcome');
  return {
    at: one.word('at'),
    by: one.word('by'),
    what: one.word('what'),
    ...given('says', one.word('says')),
    ...given('reviewer', one.word('reviewer')),
    ...given('license', one.word('license')),
    ...given('level', one.number('level')),
    ...given('outcome', isOutcome(outcome) ? outcome : undefined),
  };
};

export const readReviewRow = (resource: unknown): ReviewRow => rowIn(parametersOf(elementOf(resource)));

export const readReviewCase = (resource: unknown): ReviewCase => {
  const parts = parametersOf(elementOf(resource));
  const message = parts.one('message')?.resource;
  const sequences = parts.groups('line').map((line) => [line.number('sequence') ?? 0, line.word('code')] as const);
  return {
    ...rowIn(parts),
    extendable: parts.word('extendable') === 'true',
    appealable: parts.words('appealable').map(Number),
    ...given('appealUntil', parts.word('appealUntil')),
    events: parts.groups('event').map(eventOf),
    lines: parts.all('line').map((line, index) => {
      const [sequence = 0, code = ''] = sequences[index] ?? [];
      return { ...readDetermination(line, code), sequence };
    }),
    ...readMessage(message),
    message,
  };
};
