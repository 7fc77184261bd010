import type { Approval, DecisionsBeside } from '../model/approval.ts';
import { countingDecisions, newestOf } from './payer-decisions.ts';

type Decisions = readonly Approval[];

/** A record is written with every change, so it keeps a few decisions; the others are stored once, beside it. */
const MOST_KEPT = 10;
/** As JSON text; a decision may have a long reason. */
const MOST_LENGTH = 6_000;

const lengthOf = (decision: Approval): number => JSON.stringify(decision).length;
const nameOf = (decision: Approval): string =>
  JSON.stringify(Object.entries(decision).sort(([a], [b]) => (a < b ? -1 : 1)));
const recordedAt = (decision: Approval): string => decision.recordedAt ?? decision.receivedAt;

/** All decisions, in the order they were recorded. A writer that lost a race may have stored one that is still kept. */
export const everyDecision = (beside: Decisions, kept: Decisions): Decisions => {
  if (beside.length === 0) return kept;
  const here = new Set(kept.map(nameOf));
  return [...beside.filter((one) => !here.has(nameOf(one))), ...kept].sort((a, b) =>
    recordedAt(a) < recordedAt(b) ? -1 : recordedAt(a) > recordedAt(b) ? 1 : 0,
  );
};

/** No service date to come can match it. */
const isOver = ({ decision, end }: Approval, today: string): boolean =>
  decision === 'cancelled' || (end !== undefined && end < today);

export interface KeptDecisions {
  readonly kept: Decisions;
  /** Leave the record with this change. */
  readonly moved: Decisions;
  readonly beside?: DecisionsBeside;
}

/**
 * Which decisions stay on the record: the newest, then of those that count the newest, then those that are over, then
 * replaced ones.
 * Only decisions the record has already may leave it: what a writer stores that then loses its race must be true anyway.
 */
export const keepDecisions = (
  onRecord: Decisions,
  added: Approval | undefined,
  before: { readonly beside: DecisionsBeside | undefined; readonly read: Decisions },
  today: string,
): KeptDecisions => {
  const decisions = added ? [...onRecord, added] : onRecord;
  const counting = new Set(countingDecisions(everyDecision(before.read, decisions)));
  const newest = newestOf(decisions);
  const rank = (one: Approval): number => {
    if (one === newest || one === added) return 0;
    if (!counting.has(one)) return 3;
    return isOver(one, today) ? 2 : 1;
  };
  const ranked = decisions
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => a.rank - b.rank || (a.one.receivedAt > b.one.receivedAt ? -1 : 1));
  const staying = new Set<Approval>();
  let length = 0;
  for (const { one, rank } of ranked) {
    length += lengthOf(one);
    if (rank > 0 && staying.size > 0 && (staying.size >= MOST_KEPT || length > MOST_LENGTH)) break;
    staying.add(one);
  }
  const moved = decisions.filter((one) => !staying.has(one));
  const count = (before.beside?.count ?? 0) + moved.length;
  if (count === 0) return { kept: decisions, moved };
  const movedCounting = [...before.read, ...moved].filter((one) => counting.has(one)).length;
  return { kept: decisions.filter((one) => staying.has(one)), moved, beside: { count, counting: movedCounting } };
};
