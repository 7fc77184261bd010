import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { cancelItems, changeItems, closedRejection, itemOf } from '../../shared/app/utilization-review/change-items.ts';
import { decideReview, type ReviewCommand } from '../../shared/app/utilization-review/decide-review.ts';
import { evolve } from '../../shared/app/utilization-review/evolve.ts';
import type { ItemState, ReviewRequest } from '../../shared/core/authorization/review-request.ts';
import type { SubmittedRequest } from '../../shared/core/model/message/submitted-request.ts';

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
const step = fc.oneof(
  asked.map((one) => ({ do: 'update' as const, ...one })),
  fc.constant({ do: 'cancel' as const }),
  fc.record({
    do: fc.constant('review' as const),
    decision: fc.constantFrom('A1', 'A2', 'A3', 'A6'),
    reasons: fc.constantFrom([], [{ text: 'why' }]),
    criteria: fc.constantFrom([], ['C']),
    evidence: fc.constantFrom([], ['note']),
    authorized: fc.constantFrom(undefined, { units: 1 }),
    day: fc.constantFrom('2026-06-02', '2026-06-20'),
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
  items: codes.map((code, index) => ({
    sequence: index + 1,
    content: code,
    traceNumbers: [],
    codes: [code],
    isMarked: false,
    isCancelled: cancelled[index] ?? false,
  })),
});

const REVIEWER = { npi: '2000000028', license: 'L', specialty: { text: 'Cardiology' } };
const claimed = (version: number) => ({
  key: `k${version}`,
  digest: 'd',
  trace: { value: 'k' },
  content: 'c',
  at: '2026-06-01T15:00:00.000Z',
});

/** The request after a step, or as it was where the step is refused. */
function play(request: ReviewRequest, one: typeof step extends fc.Arbitrary<infer T> ? T : never): ReviewRequest {
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
    const changed = changeItems(request, update, (index) => one.said[index] ?? pended, digest);
    return 'rejections' in changed ? request : evolve(request, { ...about, kind: 'updated', items: changed.items });
  }
  if (one.do === 'cancel')
    return closedRejection(request, '')
      ? request
      : evolve(request, { ...about, kind: 'cancelled', items: cancelItems(request) });
  const { day } = one;
  const given = { reviewer: REVIEWER, says: 'Because.' };
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
  const event = decideReview(request, command, {
    by: 'reviewer',
    at: `${day}T15:00:00.000Z`,
    today: day,
    number: `PA-${request.version}`,
  });
  return event.ok ? evolve(request, event.value) : request;
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

test('whatever happens to a request: adverse only by a complete act in time, and what is closed stays closed', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(asked, fc.array(step, { maxLength: 12 }), (start, steps) => {
      let request = first({ do: 'update', ...start });
      for (const one of steps) {
        const before = request;
        request = play(before, one);
        expect(request.version - before.version).toBe(request === before ? 0 : 1);
        expect(request.history).toHaveLength(request.version);
        for (const item of request.items) {
          const old = before.items.find(({ sequence }) => sequence === item.sequence);
          seen.add(item.state.is);
          if (old && (old.state.is === 'denied' || old.state.is === 'cancelled')) expect(item.state).toEqual(old.state);
          if (!ADVERSE.includes(item.state.is) || !('review' in item.state)) continue;
          const { review } = item.state;
          expect([review?.reasons.length, review?.criteria.length, review?.evidence.length]).toEqual([1, 1, 1]);
          expect(review?.by).toBe('reviewer');
          const due = before.isExtended ? '2026-06-22' : '2026-06-08';
          if (item.state !== old?.state) expect((review?.at ?? '').slice(0, 10) <= due).toBe(true);
        }
      }
    }),
    { numRuns: 3_000 },
  );
  expect([...seen].sort()).toEqual(
    ['cancelled', 'certified', 'denied', 'modified', 'not-required', 'partly-certified', 'pended', 'referred'].sort(),
  );
});
