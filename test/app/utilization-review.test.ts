import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { askAgain, closePeer } from '../../shared/app/utilization-review/ask-again.ts';
import { cancelItems, changeItems, closedRejection, itemOf } from '../../shared/app/utilization-review/change-items.ts';
import { decideReview } from '../../shared/app/utilization-review/decide-review.ts';
import { evolve } from '../../shared/app/utilization-review/evolve.ts';
import type { ReviewCommand } from '../../shared/app/utilization-review/review-command.ts';
import { signDecision } from '../../shared/app/utilization-review/sign-decision.ts';
import { withdrawAppeal } from '../../shared/app/utilization-review/withdraw-appeal.ts';
import type { RequestEvent } from '../../shared/core/authorization/request-events.ts';
import type { ItemState } from '../../shared/core/authorization/review-item.ts';
import type { ReviewRequest } from '../../shared/core/authorization/review-request.ts';
import type { SubmittedRequest } from '../../shared/core/model/message/submitted-request.ts';
import type { Result } from '../../shared/core/model/result.ts';

const digest = {
  of: (value: unknown) =>
    createHash('sha256')
      .update(JSON.stringify(value) ?? '')
      .digest('hex'),
};
const PARTIES = { memberIds: ['M'], npis: ['1234567893'], insurers: [] };
const BEGUN: ReviewRequest = {
  id: 'r',
  tenant: tenantId('clinic'),
  version: 0,
  sender: 's',
  submittedBy: 'ehr',
  claims: [],
  receivedAt: '2026-06-01T15:00:00.000Z',
  updatedAt: '2026-06-01T15:00:00.000Z',
  isExpedited: false,
  clock: { kind: 'payer-decision', due: '2026-06-08', extendedTo: '2026-06-22' },
  isTest: false,
  numberPrefix: 'PA',
  parties: PARTIES,
  about: {},
  serviceUntil: '2026-06-15',
  items: [],
  history: [],
};

const byRules = fc.constantFrom<ItemState>(
  { is: 'pended', needs: [], says: [] },
  { is: 'referred', says: '' },
  { is: 'not-required', says: '' },
  { is: 'certified', number: 'PA-rules', issued: '2026-06-01', period: { start: '2026-06-01', end: '2026-07-01' } },
);
const asked = fc.record({
  codes: fc.array(fc.constantFrom('93351', '78452'), { minLength: 1, maxLength: 3 }),
  cancelled: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  said: fc.array(byRules, { minLength: 3, maxLength: 3 }),
});
/** Mostly as it should be, or two complete signatures would be rare. */
const mostly = <T>(usual: T, other: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(other) });
const review = fc.record({
  do: fc.constant('review' as const),
  decision: fc.constantFrom('A1', 'A2', 'A3', 'A6'),
  reasons: mostly([{ text: 'why' }], []),
  criteria: mostly(['C'], []),
  evidence: mostly(['note'], []),
  authorized: fc.constantFrom(undefined, { units: 1 }),
  day: mostly('2026-06-02', '2026-06-20'),
  who: fc.constantFrom(0, 1, 2),
});
const sign = fc.record({
  do: fc.constant('sign' as const),
  outcome: fc.constantFrom('confirmed' as const, 'returned' as const),
  who: fc.constantFrom(0, 1, 2),
});
const step = fc.oneof(
  asked.map((one) => ({ do: 'update' as const, ...one })),
  fc.constant({ do: 'cancel' as const }),
  { weight: 3, arbitrary: review },
  { weight: 3, arbitrary: sign },
  {
    weight: 3,
    // An appeal is possible seldom, and only behind one can it be taken back.
    arbitrary: fc.constantFrom(
      { do: 'appeal' as const },
      { do: 'appeal' as const },
      { do: 'ask-peer' as const },
      { do: 'withdraw-appeal' as const },
    ),
  },
  fc.record({
    do: fc.constant('close-peer' as const),
    outcome: fc.constantFrom('unchanged' as const, 'reconsider' as const),
  }),
  fc.record({ do: fc.constant('extend' as const), day: fc.constantFrom('2026-06-02', '2026-06-20') }),
);
type Step = Parameters<typeof play>[1];

const submitted = ({
  codes,
  cancelled,
}: Pick<Extract<Step, { do: 'update' }>, 'codes' | 'cancelled'>): SubmittedRequest => ({
  trace: [{ value: 't' }],
  cancelsAll: false,
  isExpedited: false,
  parties: PARTIES,
  about: {},
  shared: {},
  documents: [],
  items: codes.map((code, index) => ({
    sequence: index + 1,
    content: code,
    traceNumbers: [],
    codes: [code],
    isMarked: false,
    isCancelled: cancelled[index] ?? false,
  })),
});

const PEOPLE = ['2000000028', '2000000036', '1999000049'].map((npi) => ({
  npi,
  license: 'L',
  specialty: { text: 'Cardiology' },
}));
/** The first person, where it does not matter who acts. */
const person = (who = 0) => PEOPLE[who] ?? { npi: '', license: '', specialty: {} };
const claimed = (version: number) => ({
  key: `k${version}`,
  digest: 'd',
  trace: { value: 'k' },
  content: 'c',
  at: '2026-06-01T15:00:00.000Z',
});

const isWaiting = ({ items }: ReviewRequest): boolean =>
  items.every(({ state }) => state.is === 'pended' || state.is === 'referred');

/** The request after a step, or as it was where the step is refused. */
function play(
  request: ReviewRequest,
  one: typeof step extends fc.Arbitrary<infer T> ? T : never,
  needsSecond: boolean,
): ReviewRequest {
  const about = {
    at: '2026-06-02T15:00:00.000Z',
    by: 'ehr',
    claim: claimed(request.version),
    parties: PARTIES,
    serviceUntil: '2026-06-15',
  };
  if (one.do === 'update') {
    const update = submitted(one);
    const pended: ItemState = { is: 'pended', needs: [], says: [] };
    if (request.version > 0 && closedRejection(request, '')) return request;
    const changed = changeItems(request, update, { stateOf: (index) => one.said[index] ?? pended }, digest);
    return 'rejections' in changed ? request : evolve(request, { ...about, kind: 'updated', items: changed.items });
  }
  if (one.do === 'cancel')
    return closedRejection(request, '')
      ? request
      : evolve(request, {
          ...about,
          kind: isWaiting(request) ? 'withdrawn' : 'cancelled',
          items: cancelItems(request),
        });
  const day = 'day' in one ? one.day : '2026-06-02';
  const who = 'who' in one ? one.who : 0;
  const given = { reviewer: person(who), says: 'Because.' };
  const occasion = {
    by: `agent-${who}`,
    at: `${day}T15:00:00.000Z`,
    today: day,
    number: `PA-${request.version}`,
    dayOf: (instant: string) => instant.slice(0, 10),
    needsSecond,
    isAlone: false,
    isReviewer: true,
    appeals: undefined,
  };
  const after = (event: Result<RequestEvent>): ReviewRequest => (event.ok ? evolve(request, event.value) : request);
  if (one.do === 'sign')
    return after(signDecision(request, { ...given, kind: 'sign', outcome: one.outcome }, occasion));
  if (one.do === 'appeal' || one.do === 'ask-peer')
    return after(askAgain(request, { kind: one.do, says: 'Why.' }, occasion));
  if (one.do === 'withdraw-appeal') return after(withdrawAppeal(request, { kind: one.do, says: 'Why.' }, occasion));
  if (one.do === 'close-peer')
    return after(closePeer(request, { ...given, kind: 'close-peer', outcome: one.outcome }, occasion));
  const command: ReviewCommand =
    one.do === 'extend'
      ? { kind: 'extend', ...given }
      : {
          kind: 'decide',
          ...given,
          decision: one.decision,
          reasons: one.reasons,
          criteria: one.criteria,
          evidence: one.evidence,
          lacksInformation: false,
          ...(one.authorized ? { authorized: one.authorized } : {}),
        };
  return after(decideReview(request, command, occasion));
}

const first = (one: Extract<Step, { do: 'update' }>): ReviewRequest => {
  const request = submitted(one);
  const items = request.items.map((item, index) =>
    itemOf(item, digest.of([item.content, {}]), one.said[index] ?? { is: 'referred', says: '' }),
  );
  const about = { at: BEGUN.receivedAt, by: 'ehr', claim: claimed(0), parties: PARTIES, serviceUntil: '2026-06-15' };
  return evolve(BEGUN, { ...about, kind: 'received', items });
};

const ADVERSE = ['denied', 'modified', 'partly-certified'];
const RANK: Readonly<Record<string, number>> = { denied: 0, modified: 1, 'partly-certified': 1, certified: 2 };

/** What was refused or cancelled changes by a second look alone: never worse, on an appeal by nobody who signed before. */
const expectSecondLook = (old: ItemState, now: ItemState): void => {
  expect(old.is).not.toBe('cancelled');
  const [before, act] = [old, now].map((state) => ('review' in state ? state.review : undefined));
  expect(act?.on).toBeDefined();
  expect((RANK[now.is] ?? -1) >= (RANK[old.is] ?? 9)).toBe(true);
  if (act?.on !== 'appeal') return;
  const signers = [before?.reviewer.npi, before?.confirmation?.reviewer.npi];
  expect(signers).not.toContain(act.reviewer.npi);
  if (act.confirmation) expect(signers).not.toContain(act.confirmation.reviewer.npi);
};

test.each([
  ['one signature', false],
  ['two signatures', true],
])('%s: adverse only by complete acts in time, and what is closed opens by a second look alone', (_, needsSecond) => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(asked, fc.array(step, { maxLength: 30, size: 'max' }), (start, steps) => {
      let request = first({ do: 'update', ...start });
      for (const one of steps) {
        const before = request;
        request = play(before, one, needsSecond);
        expect(request.version - before.version).toBe(request === before ? 0 : 1);
        expect(request.history).toHaveLength(request.version);
        for (const { kind } of request.history) seen.add(kind);
        for (const item of request.items) {
          const old = before.items.find(({ sequence }) => sequence === item.sequence);
          seen.add(item.state.is);
          const isFinal = old?.state.is === 'denied' || old?.state.is === 'cancelled';
          const isSame = JSON.stringify(item.state) === JSON.stringify(old?.state);
          if (old && isFinal && !isSame) expectSecondLook(old.state, item.state);
          if (!ADVERSE.includes(item.state.is) || !('review' in item.state)) continue;
          const { review } = item.state;
          expect([review?.reasons.length, review?.criteria.length, review?.evidence.length]).toEqual([1, 1, 1]);
          expect(review?.by).toMatch(/^agent-/);
          expect(review?.confirmation !== undefined).toBe(needsSecond);
          if (review?.confirmation) {
            expect(review.confirmation.reviewer.npi).not.toBe(review.reviewer.npi);
            expect(review.confirmation.by).not.toBe(review.by);
          }
          const due = before.isExtended ? '2026-06-22' : '2026-06-08';
          const isFirst = review?.on === undefined && item.state !== old?.state;
          if (isFirst) expect((review?.confirmation?.at ?? review?.at ?? '').slice(0, 10) <= due).toBe(true);
        }
      }
    }),
    { numRuns: 2_000 },
  );
  const states = [
    'cancelled',
    'certified',
    'denied',
    'modified',
    'not-required',
    'partly-certified',
    'pended',
    'referred',
  ];
  const kinds = [
    'appealed',
    'appeal-withdrawn',
    'peer-to-peer-requested',
    'peer-to-peer-closed',
    'withdrawn',
    'extended',
    'reviewed',
  ];
  for (const one of [...states, ...kinds, ...(needsSecond ? ['proposed', 'confirmed', 'returned'] : [])])
    expect([...seen]).toContain(one);
});
