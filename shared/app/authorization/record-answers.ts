import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Assessment } from '../../core/model/assessment.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { ok, type Result } from '../../core/model/result.ts';
import { type AssessPorts, attemptAssessment } from '../assess/attempt-assessment.ts';
import type { Caller } from '../ports/caller.ts';
import { answerOfRecord } from '../search/answer-of-record.ts';
import { onRecord, type RecordAsked } from './on-record.ts';

interface AnswersToRecord extends RecordAsked {
  readonly answers: {
    readonly count: number;
    readonly author?: string;
    onto(inquiry: Inquiry): Result<Inquiry>;
  };
}

/**
 * Answers the open questions of an order on file: the message it was answered from is answered again with them, and the
 * record follows. The same answers again change nothing.
 */
export const recordAnswers = (
  asked: AnswersToRecord,
  caller: Caller,
  ports: AssessPorts,
): Promise<Result<Assessment>> =>
  onRecord(asked, caller.tenant, ports, (record) => recordOn(record, asked.answers, caller, ports));

/** `undefined` when another writer changed the record in the meantime. */
const recordOn = async (
  record: AuthorizationRecord,
  answers: AnswersToRecord['answers'],
  caller: Caller,
  ports: AssessPorts,
): Promise<Result<Assessment> | undefined> => {
  const stored = await answerOfRecord(record, ports);
  const inquiry = answers.onto(stored.inquiry);
  if (!inquiry.ok) return inquiry;
  if (ports.digest.of(inquiry.value.facts) === ports.digest.of(stored.inquiry.facts))
    return ok({ ...stored, duplicate: true });
  const { orderId, version, clocks, source } = record;
  // Who signed in is known; whom the form names is said.
  const who = caller.user?.name ?? answers.author;
  const by = who ? ` by ${who}` : '';
  const attempt = await attemptAssessment(inquiry.value, { ...caller, source }, ports, {
    what: 'reassessed',
    orderId,
    version,
    clocks,
    says: `Answered again: ${answers.count} ${answers.count === 1 ? 'question was' : 'questions were'} answered${by}.`,
  });
  return attempt && ok(attempt.assessment);
};
