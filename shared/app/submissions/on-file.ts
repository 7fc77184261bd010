import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { CoverageVerdict } from '../../core/model/assessment.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { ContentSource } from '../../core/submission/make-content.ts';
import type { Ports } from '../ports/ports.ts';
import { answerOfRecord } from '../search/answer-of-record.ts';

/** What of an order is on file for its request. */
export interface RequestOnFile
  extends Pick<
    ContentSource,
    'payer' | 'patient' | 'coverage' | 'line' | 'determination' | 'parties' | 'earlierNumber'
  > {
  readonly inquiry: Inquiry;
  readonly verdict: Pick<CoverageVerdict, 'coverage'>;
}

/** What of an order is on file for its request: the answer it rests on, its line, and who its message named. */
export const onFileOf = async (
  record: AuthorizationRecord,
  payer: string,
  { authorizations, rules }: Pick<Ports, 'authorizations' | 'rules'>,
): Promise<RequestOnFile> => {
  const [{ answer, inquiry }, stored, parties] = await Promise.all([
    answerOfRecord(record, { authorizations }),
    authorizations.determination(record.tenant, record, record.determinationId, record.answeredAt),
    authorizations.parties(record.tenant, record),
  ]);
  const determination = stored?.determination;
  const line = inquiry.lines.find(
    ({ order, line: number }) => order === record.orderId && number === determination?.line,
  );
  if (!determination || !line) throw new Error('The answer of a record holds no line of its order.');
  const named = answer.coverages.find(({ verdict }) => verdict.payers.includes(payer)) ?? answer.coverages[0];
  const { name = payer } = rules.payers.find(({ id }) => id === payer) ?? {};
  const identifiers = named?.verdict.coverage?.payor?.identifiers ?? [];
  const earlier = record.state === 'expired' ? record.approval.number : undefined;
  return {
    payer: { id: payer, name, identifiers },
    inquiry,
    verdict: named?.verdict ?? {},
    patient: inquiry.patient,
    coverage: named?.verdict.coverage,
    line,
    determination,
    parties,
    ...(earlier === undefined ? {} : { earlierNumber: earlier }),
  };
};
