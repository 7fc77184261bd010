import type { AuthorizationRecord } from '../core/authorization.ts';
import type { RecordedDecision } from '../core/decision.ts';
import type { Approval } from '../core/determination.ts';

/** A decision as the record keeps it; one without a period starts on the local date it was received. */
export const approvalOf = (
  decision: RecordedDecision,
  { payer }: AuthorizationRecord,
  localDate: string,
  now: string,
): Approval => ({ ...decision, issued: localDate, recordedAt: now, ...(payer ? { payer } : {}) });

/** Of two received at one moment the one recorded later. */
export const newestOf = (approvals: readonly Approval[]): Approval | undefined =>
  approvals.reduce<Approval | undefined>(
    (best, one) => (best && best.receivedAt > one.receivedAt ? best : one),
    undefined,
  );

/** One approval per coverage and number; a decision without a number replaces the last one without. */
const isSame = (a: Approval, b: Approval): boolean => a.payer === b.payer && a.number === b.number;

/** Whether they can speak of the same test. */
const overlap = (a: Approval, b: Approval): boolean =>
  a.codes.length === 0 || b.codes.length === 0 || a.codes.some((code) => b.codes.includes(code));

const contradict = (a: Approval, b: Approval): boolean =>
  a.payer === b.payer && a.receivedAt === b.receivedAt && a.decision !== b.decision && overlap(a, b);

const says = ({ recordedAt: _recordedAt, ...rest }: Approval, withTime: boolean): string => {
  const { receivedAt, issued, ...said } = rest;
  const all: Readonly<Record<string, unknown>> = withTime ? { ...said, receivedAt, issued } : said;
  return JSON.stringify(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
};

/**
 * The decisions on file with one more. `known` when it is on file already; where the sender gave no time of receipt,
 * the newest decision said again is that decision.
 */
export const addDecision = (
  approvals: readonly Approval[],
  added: Approval,
  timeAssumed: boolean,
): readonly Approval[] | 'known' | 'contradiction' => {
  const before = timeAssumed ? newestOf(approvals) : approvals.find((one) => isSame(one, added));
  if (before && says(before, !timeAssumed) === says(added, !timeAssumed)) return 'known';
  if (approvals.some((one) => contradict(one, added))) return 'contradiction';
  return [...approvals.filter((one) => !isSame(one, added)), added];
};
