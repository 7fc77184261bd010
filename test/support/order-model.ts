import type { RecordedDecision } from '../../shared/core/authorization/decision.ts';

/**
 * What an order's authorization comes to, said as simply as possible and apart from the code under test: a list of what
 * was said, and a few sentences about it. Rules of the payer used here: `NEEDS` needs authorization, nothing else counts.
 */
export const NEEDS = '93351';
export const ORDERED_DAY = '2026-12-09';

export interface Said {
  readonly decision: RecordedDecision['decision'];
  readonly number: string | undefined;
  /** Code ordered when it was recorded; none for a cancellation, which is about all. */
  readonly code: string | undefined;
  readonly start: string;
  readonly end: string;
  /** Minutes before the beginning of the story; unique. */
  readonly at: number;
}

export class OrderModel {
  code = NEEDS;
  status = 'active';
  said: Said[] = [];
  visits = new Map<string, { day: string; state: string }>();
  today = '2026-11-25';
  isSwept = false;

  /** Of each number only its newest word counts. */
  private words(): readonly Said[] {
    return this.said.filter((one) => !this.said.some((other) => other.number === one.number && other.at < one.at));
  }
  private isTakenBack(approval: Said): boolean {
    return this.words().some(
      (later) =>
        ['denied', 'cancelled', 'appealed'].includes(later.decision) &&
        later.at < approval.at &&
        later.number === undefined &&
        (later.code === undefined || later.code === this.code),
    );
  }
  private approvals(): readonly Said[] {
    return this.words().filter(
      (one) => ['approved', 'partial'].includes(one.decision) && !this.isTakenBack(one) && one.code === this.code,
    );
  }
  covers(day: string): boolean {
    return this.approvals().some(({ start, end }) => start <= day && day <= end);
  }
  done(): boolean {
    return this.status === 'completed' || [...this.visits.values()].some(({ state }) => state === 'fulfilled');
  }
  /** The word of the gate for a code that needs authorization: yes, or anything else. */
  mayBook(day: string): boolean {
    return this.status === 'active' && !this.done() && day >= this.today && this.covers(day);
  }
  isApproved(): boolean {
    return this.status !== 'revoked' && this.covers(ORDERED_DAY);
  }
}
