import { type CoverageCase, overallAdvice } from '../core/answer.ts';
import type { Answer, CoverageAnswer } from '../core/assessment.ts';
import type { AuthorizationRecord } from '../core/authorization.ts';
import type { Approval, Determination, DueClock } from '../core/determination.ts';
import type { Inquiry, OrderIdentity } from '../core/inquiry.ts';
import type { Digest } from './ports.ts';

/** A decision a person recorded for one order, folded into the answer. */
export interface Recorded {
  readonly orderId: string;
  /** The version of the record it was weighed against. */
  readonly version: number;
  readonly approvals: readonly Approval[];
  readonly clocks: readonly DueClock[];
  /** What the history says. */
  readonly says: string;
}

/** One order of the message with the determination that becomes its record. */
export interface OrderAnswer {
  /** Place among `inquiry.orders`. */
  readonly index: number;
  readonly order: OrderIdentity;
  readonly coverage: CoverageAnswer;
  readonly determination: Determination;
  /** Digest of content, facts, rules, code tables, engine and as-of date: the same question has the same answer. */
  readonly determinationId: string;
  /** What replay needs. */
  readonly facts: unknown;
}

/** Drafts are answered, not recorded; orders that are no stress test are none of our business, unless they once were. */
const isRecorded = (order: OrderIdentity, { role }: Determination, record: AuthorizationRecord | undefined): boolean =>
  record !== undefined || (order.status !== 'draft' && role !== 'other');

const leadOf = (determinations: readonly Determination[], lines: readonly number[]): Determination | undefined => {
  const own = determinations.filter(({ line }) => lines.includes(line));
  const ours = own.filter(({ role }) => role !== 'other');
  const tests = ours.some(({ role }) => role === 'test') ? ours.filter(({ role }) => role === 'test') : ours;
  if (tests.length === 0) return own[0];
  const advice = overallAdvice(tests.map((one) => one.advice));
  return tests.find((one) => one.advice === advice);
};

export const orderAnswers = (
  inquiry: Inquiry,
  answer: Answer,
  cases: readonly CoverageCase[],
  records: readonly (AuthorizationRecord | undefined)[],
  digest: Digest,
): readonly OrderAnswer[] => {
  const [coverage] = answer.coverages;
  const [focal] = cases;
  if (!coverage || inquiry.door === 'claim') return [];
  return inquiry.orders.flatMap((order, index): readonly OrderAnswer[] => {
    const lines = inquiry.lines.filter((line) => line.order === order.id);
    const determination = leadOf(
      coverage.determinations,
      lines.map(({ line }) => line),
    );
    if (!determination || !isRecorded(order, determination, records[index])) return [];
    const facts = {
      lines,
      facts: inquiry.facts,
      birthDate: inquiry.patient.birthDate,
      approvals: focal?.approvals[order.id] ?? [],
      today: answer.serviceDate,
    };
    const asked = {
      content: order.digest,
      facts,
      verdict: coverage.verdict,
      versions: answer.versions,
      advice: determination.advice,
    };
    return [{ index, order, coverage, determination, determinationId: digest.of(asked).slice(0, 40), facts }];
  });
};
