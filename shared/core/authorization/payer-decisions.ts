import type { Approval } from '../model/approval.ts';
import { plainNumber, sameNumber } from '../model/keys/plain-number.ts';
import type { AuthorizationRecord } from './authorization.ts';
import type { RecordedDecision } from './decision.ts';

type Decisions = readonly Approval[];

/**
 * A decision as recorded; one without a period starts on the local date it was received. One without codes is about what
 * was ordered at that time, not about later changes of the order; a cancellation is about all.
 */
export const approvalOf = (
  decision: RecordedDecision,
  { payer, codes: ordered }: AuthorizationRecord,
  localDate: string,
  now: string,
): Approval => ({
  ...decision,
  ...(decision.codes.length || decision.decision === 'cancelled' || !ordered.length
    ? {}
    : { codes: ordered, codesAssumed: true }),
  issued: localDate,
  recordedAt: now,
  ...((decision.payer ?? payer) ? { payer: decision.payer ?? payer } : {}),
});

/** Of two received at the same instant, the one recorded later. */
export const newestOf = (decisions: Decisions): Approval | undefined =>
  decisions.reduce<Approval | undefined>(
    (best, one) => (best && best.receivedAt > one.receivedAt ? best : one),
    undefined,
  );

const subjectOf = ({ payer, number }: Approval): string =>
  JSON.stringify([payer, number === undefined ? null : plainNumber(number)]);

/** The decisions that count: per coverage and number (or none) the newest received, whenever it was recorded. */
export const countingDecisions = (decisions: Decisions): Decisions => {
  const newest = new Map<string, Approval>();
  for (const one of decisions) {
    const subject = subjectOf(one);
    const best = newest.get(subject);
    if (!best || best.receivedAt <= one.receivedAt) newest.set(subject, one);
  }
  const counting = new Set(newest.values());
  return decisions.filter((one) => counting.has(one));
};

/** The newest decision on the number is no cancellation. */
export const holdsNumber = (decisions: Decisions, number: string): boolean => {
  const newest = newestOf(decisions.filter((one) => one.number !== undefined && sameNumber(one.number, number)));
  return newest !== undefined && newest.decision !== 'cancelled';
};

/** Whether both can be about the same test. */
const overlap = (a: Approval, b: Approval): boolean =>
  a.codes.length === 0 || b.codes.length === 0 || a.codes.some((code) => b.codes.includes(code));

const contradict = (a: Approval, b: Approval): boolean =>
  a.payer === b.payer && a.receivedAt === b.receivedAt && a.decision !== b.decision && overlap(a, b);

const said = (
  { recordedAt: _recordedAt, codesAssumed: _assumed, receivedAt, issued, ...rest }: Approval,
  withTime: boolean,
): string => {
  const all: Readonly<Record<string, unknown>> = withTime ? { ...rest, receivedAt, issued } : rest;
  return JSON.stringify(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
};

/**
 * The decisions on file plus one. `known` when it is on file already; without a time of receipt from the sender, a
 * repeat of the newest decision counts as known.
 */
export const addDecision = (
  decisions: Decisions,
  added: Approval,
  timeAssumed: boolean,
): Decisions | 'known' | 'contradiction' => {
  const newest = newestOf(decisions);
  const before = timeAssumed && newest ? [newest] : decisions;
  const again = said(added, !timeAssumed);
  if (before.some((one) => said(one, !timeAssumed) === again)) return 'known';
  return decisions.some((one) => contradict(one, added)) ? 'contradiction' : [...decisions, added];
};

type Holder = Pick<AuthorizationRecord, 'payer' | 'source' | 'orderId'>;

/**
 * Under whom a number is one patient's alone: the payer. One call can be about several patients, so its reference is
 * kept order by order.
 */
export const numberHolder = ({ payer, source, orderId }: Holder, kind: Approval['numberKind']): string =>
  kind === 'call-reference' ? `call about ${source} ${orderId}` : (payer ?? 'unknown');
