import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { ItemResponse, PayerResponse } from '../../shared/core/submission/payer-response.ts';
import type { Submission, SubmissionStanding } from '../../shared/core/submission/submission.ts';
import type { SubmissionCommand } from '../../shared/core/submission/submission-commands.ts';
import { submissionDecider } from '../../shared/core/submission/submission-decider.ts';

const AT = '2026-11-25T15:00:00.000Z';
const ID = 'aaaaaaaaaaaaaaaaaaaaaaaa';
const ASKED = {
  trace: { value: ID },
  member: { memberId: 'M-1' },
  ordering: {},
  requester: {},
  isExpedited: false,
  items: [
    {
      sequence: 1,
      trace: { value: `${ID}-i1` },
      code: '93351',
      modifiers: [],
      units: 1,
      days: { start: '2026-12-01', end: '2026-12-01' },
      diagnoses: ['R07.9'],
    },
  ],
};
const START: Submission = {
  id: ID,
  tenant: tenantId('clinic'),
  source: 'ehr',
  orderId: 'o1',
  version: 1,
  payer: 'payer',
  codes: ['93351'],
  channel: { kind: 'fhir-pas', version: '2.2.1', endpoint: 'e', says: '', why: '' },
  trace: ASKED.trace,
  content: 'c0',
  messages: 0,
  exchanges: [],
  findings: [],
  untold: [],
  toRecord: [],
  history: [],
  createdAt: AT,
  updatedAt: AT,
  standing: { state: 'ready' },
};

/** What is done next, and what the payer says where it is asked. */
type Step =
  | { readonly do: 'prepare'; readonly complete: boolean; readonly content: string }
  | { readonly do: 'send' | 'try' | 'unsent' | 'withdraw' }
  | { readonly do: 'hear'; readonly says: Says; readonly asked: boolean };
type Says =
  | 'certified'
  | 'denied'
  | 'pended'
  | 'cancelled'
  | 'foreign'
  | 'other-member'
  | 'other-code'
  | 'trace-number'
  | 'acknowledged'
  | 'correct'
  | 'stop'
  | 'resend'
  | 'silent';

const SAYS: readonly Says[] = [
  'certified',
  'denied',
  'pended',
  'cancelled',
  'foreign',
  'other-member',
  'other-code',
  'trace-number',
  'acknowledged',
  'correct',
  'stop',
  'resend',
  'silent',
];
const answer = (item: Partial<ItemResponse>, more: object = {}): PayerResponse => ({
  is: 'answered',
  traces: [ASKED.trace],
  notes: [],
  items: [{ sequence: 1, action: 'certified', reasons: [], needs: [], ...item }],
  ...more,
});
const responseOf = (says: Says): PayerResponse => {
  switch (says) {
    case 'certified':
      return answer({ number: 'A-1' });
    case 'denied':
    case 'pended':
    case 'cancelled':
      return answer({ action: says });
    case 'foreign':
      return answer({ number: 'A-1' }, { traces: [{ value: 'OTHER' }] });
    case 'other-member':
      return answer({ number: 'A-1' }, { memberId: 'M-2' });
    case 'other-code':
      return answer({ number: 'A-1', code: '78452' });
    case 'trace-number':
      return answer({ number: ID });
    case 'acknowledged':
      return { is: 'acknowledged' };
    case 'silent':
      return { is: 'silent', why: 'timeout' };
    default:
      return { is: 'rejected', rejections: [{ code: '33', followUp: says, says: 'No.' }] };
  }
};

/** The same life in a dozen lines: a state, the message under way, whether it was tried, and how often anything was sent. */
interface Model {
  readonly state: SubmissionStanding['state'];
  readonly what: 'submit' | 'update' | 'cancel' | undefined;
  readonly tried: boolean;
  readonly sent: number;
  readonly content: string;
  readonly carried: string;
}
const USELESS: readonly Says[] = ['foreign', 'other-member', 'other-code', 'trace-number', 'silent', 'resend'];
const underway = ({ state }: Model) => state === 'acknowledged' || state === 'pended';

const modelAfter = (now: Model, step: Step): Model => {
  const start = (what: Model['what']): Model => ({
    ...now,
    state: 'sent',
    what,
    tried: false,
    sent: now.sent + 1,
    carried: now.content,
  });
  const isRejected = now.state === 'draft' && now.what === 'submit';
  if (step.do === 'prepare') {
    if (now.state === 'sent' || now.state === 'decided') return now;
    if (underway(now)) return { ...now, content: step.content };
    if (isRejected && step.content === now.content) return now;
    return { ...now, state: step.complete ? 'ready' : 'draft', content: step.content, what: undefined };
  }
  if (step.do === 'send') {
    if (now.state === 'ready') return start('submit');
    return underway(now) && now.carried !== now.content ? start('update') : now;
  }
  if (step.do === 'try') return now.state === 'sent' ? { ...now, tried: true } : now;
  if (step.do === 'unsent') return { ...now, tried: false };
  if (step.do === 'withdraw') {
    if (now.state === 'withdrawn' || (now.state === 'sent' && now.what === 'cancel')) return now;
    // Of an update that was not handed over yet the payer has what it changes.
    const mayHave = now.state === 'sent' && (now.tried || now.what === 'update');
    const has = underway(now) || now.state === 'decided' || mayHave;
    return has ? start('cancel') : { ...now, state: 'withdrawn' };
  }
  if (!('says' in step)) return now;
  const { says } = step;
  const isOver = ['draft', 'ready', 'withdrawn', 'failed'].includes(now.state);
  if (isOver || USELESS.includes(says)) return now;
  if (says === 'acknowledged') return now.state === 'sent' ? { ...now, state: 'acknowledged' } : now;
  if (says === 'correct' || says === 'stop') {
    if (step.asked || now.state !== 'sent') return now;
    if (now.what === 'update') return { ...now, state: 'acknowledged' };
    return { ...now, state: says === 'stop' || now.what === 'cancel' ? 'failed' : 'draft' };
  }
  // Asked after, the payer may speak of the request before the change that is on its way.
  if (says === 'pended' && step.asked && now.state === 'sent' && now.what !== 'submit') return now;
  if (says === 'cancelled' && now.what === 'cancel') return { ...now, state: 'withdrawn' };
  return { ...now, state: says === 'pended' ? 'pended' : 'decided' };
};

const commandOf = (step: Step, index: number, now: Submission): SubmissionCommand => {
  const by = { at: AT, by: 'test' };
  if (step.do === 'prepare') {
    const missing = step.complete ? [] : [{ id: 'tin', says: 'Missing.', fix: 'Give it.' }];
    return { kind: 'prepare', content: step.content, channel: now.channel, missing, ...by };
  }
  if (step.do === 'try') {
    const { message, tried: after } = now.standing.state === 'sent' ? now.standing : {};
    return { kind: 'try', messageId: message?.messageId ?? '', ...(after === undefined ? {} : { after }), ...by };
  }
  if (step.do === 'unsent') {
    const { tried = '' } = now.standing.state === 'sent' ? now.standing : {};
    return { kind: 'take-back-try', tried, ...by };
  }
  if (!('says' in step)) return { kind: step.do, ...by };
  const response = responseOf(step.says);
  const what = step.asked ? 'inquire' : 'submit';
  const exchange = { name: `x${index}`, messageId: `m${index}`, what, at: AT, outcome: response.is } as const;
  return { kind: 'take', exchange, asked: ASKED, response, ...by };
};

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('prepare' as const),
    complete: fc.boolean(),
    content: fc.constantFrom('c0', 'c1', 'c2'),
  }),
  fc.record({ do: fc.constantFrom('send' as const, 'try' as const, 'unsent' as const, 'withdraw' as const) }),
  fc.record({ do: fc.constant('hear' as const), says: fc.constantFrom(...SAYS), asked: fc.boolean() }),
);

test('whatever is done and whatever the payer says, in any order, a request is where the simple model has it', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      let now = START;
      let model: Model = { state: 'ready', what: undefined, tried: false, sent: 0, content: 'c0', carried: '' };
      const messages = new Map<string, string>();
      steps.forEach((one, index) => {
        const before = now;
        const event = submissionDecider.decide(now, commandOf(one, index, now));
        if (!('problem' in event)) now = submissionDecider.evolve(now, event);
        model = modelAfter(model, one);
        expect([one, now.standing.state, now.messages]).toEqual([one, model.state, model.sent]);
        // One name, one message: never another content under it.
        if ('message' in now.standing && now.standing.message) {
          const { messageId, content, what } = now.standing.message;
          const said = `${what} ${content}`;
          expect(messages.get(messageId) ?? said).toBe(said);
          messages.set(messageId, said);
        }
        // Nothing is recorded of what says nothing of this request.
        if (one.do === 'hear' && USELESS.includes(one.says)) expect(now.toRecord).toEqual(before.toRecord);
      });
    }),
    { numRuns: 3_000 },
  );
});
