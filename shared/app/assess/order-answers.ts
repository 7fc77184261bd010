import { type CoverageCase, overallAdvice } from '../../core/answer/answer.ts';
import { questionOf, type StoredQuestion } from '../../core/answer/question.ts';
import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { CoverageCheck } from '../../core/authorization/coverage-check.ts';
import type { Approval } from '../../core/model/approval.ts';
import type { Answer, CoverageAnswer, CoverageVerdict } from '../../core/model/assessment.ts';
import type { Determination, DueClock } from '../../core/model/determination.ts';
import type { Inquiry, OrderIdentity, ServiceFacts } from '../../core/model/message/inquiry.ts';
import { decisionsInPlay } from '../../core/policy/decisions-in-play.ts';
import type { OutgoingEvent } from '../ports/authorization-store.ts';
import type { Digest } from '../ports/ports.ts';

/** A reason to answer one order again: a decision a person recorded, or rules that took effect. */
export interface Recorded {
  readonly what: 'decision-recorded' | 'reassessed';
  readonly orderId: string;
  /** The version of the record it was based on. */
  readonly version: number;
  /** The payer decision being recorded. */
  readonly decision?: Approval;
  /** Those beside the record, where they have been read. */
  readonly beside?: readonly Approval[];
  readonly clocks: readonly DueClock[];
  /** Text of the history entry. */
  readonly says: string;
  /** Its coverage changed. */
  readonly coverage?: CoverageCheck;
  /** Events that go out with the change, beside the usual ones. */
  readonly events?: (head: AuthorizationRecord) => readonly OutgoingEvent[];
}

/** One order of the message with the determination that becomes its record. */
export interface OrderAnswer {
  /** Index in `inquiry.orders`. */
  readonly index: number;
  readonly order: OrderIdentity;
  readonly coverage: CoverageAnswer;
  readonly determination: Determination;
  /** Digest of content, facts, rules, code tables, engine and as-of date: the same question has the same answer. */
  readonly determinationId: string;
  /** Stored for replay. */
  readonly question: StoredQuestion;
}

/** Drafts are answered, not recorded; orders that are no stress test are out of scope, unless they once were one. */
const isRecorded = (order: OrderIdentity, { role }: Determination, record: AuthorizationRecord | undefined): boolean =>
  record !== undefined || (order.status !== 'draft' && role !== 'other');

const leadOf = (
  determinations: readonly Determination[],
  lines: readonly ServiceFacts[],
): Determination | undefined => {
  const own = determinations.filter(({ line }) => lines.some((one) => one.line === line));
  const ours = own.filter(({ role }) => role !== 'other');
  const tests = ours.some(({ role }) => role === 'test') ? ours.filter(({ role }) => role === 'test') : ours;
  if (tests.length === 0) return own[0];
  const advice = overallAdvice(tests.map((one) => one.advice));
  return tests.find((one) => one.advice === advice);
};

/** What its payer is, is in its rules. */
const ofCoverage = (verdict: CoverageVerdict | undefined) => {
  if (!verdict) return undefined;
  const { payerPlanType: _ofPayer, ...rest } = verdict;
  return rest;
};

/**
 * A line without its number in the message: the same order sent alone is the same question. What a notice of exemption makes
 * of who orders and performs is in the answer.
 */
const placeless = ({ line: _line, orderedBy: _ordering, performedBy: _performing, ...rest }: ServiceFacts) => rest;

/**
 * What an answer's id is the digest of: all that its order depends on. Lines of other orders in the message count only
 * where they matter: in coding findings, or as the image an ECG test belongs to.
 */
const identity = (
  order: OrderIdentity,
  lines: readonly ServiceFacts[],
  { role, lead, advice, row, findings, approval, serviceDate, ruleset }: Determination,
  { asked, verdicts, approvals, versions }: StoredQuestion,
) => ({
  content: order.digest,
  lines: lines.map(placeless),
  lead: asked.lines.filter(({ line }) => line === lead).map(placeless),
  facts: asked.facts,
  birthDate: asked.patient.birthDate,
  verdict: ofCoverage(verdicts[serviceDate]),
  approvals: approvals[order.id],
  versions,
  answer: {
    role,
    advice,
    row,
    findings: findings.map(({ line: _line, ...finding }) => finding),
    approval,
    serviceDate,
    ruleset,
  },
});

export const orderAnswers = (
  inquiry: Inquiry,
  answer: Answer,
  cases: readonly CoverageCase[],
  records: readonly (AuthorizationRecord | undefined)[],
  today: string,
  digest: Digest,
): readonly OrderAnswer[] => {
  const [coverage] = answer.coverages;
  const [focal] = cases;
  if (!coverage || !focal || inquiry.mode !== 'record') return [];
  const chosen = coverage.determinations.flatMap(({ approval }) => approval ?? []);
  const approvals = Object.fromEntries(
    Object.entries(focal.approvals).map(([order, decisions]) => {
      const lines = inquiry.lines.filter((line) => line.order === order);
      return [order, decisionsInPlay(decisions, lines, chosen)];
    }),
  );
  const question = questionOf(inquiry, { ...focal, approvals }, today, answer.versions);
  return inquiry.orders.flatMap((order, index): readonly OrderAnswer[] => {
    const lines = inquiry.lines.filter((line) => line.order === order.id);
    const determination = leadOf(coverage.determinations, lines);
    if (!determination || !isRecorded(order, determination, records[index])) return [];
    const determinationId = digest.of(identity(order, lines, determination, question)).slice(0, 40);
    return [{ index, order, coverage, determination, determinationId, question }];
  });
};
