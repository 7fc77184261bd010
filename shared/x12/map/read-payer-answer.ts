import type { PayerResponse } from '../../core/submission/payer-response.ts';
import { controlNumber } from '../syntax/control-number.ts';
import type { Interchange } from '../syntax/interchange.ts';
import { readX12 } from '../syntax/read-x12.ts';
import type { Acknowledgment, SentNumbers } from './acknowledgment/acknowledged-message.ts';
import { readImplementationAcknowledgment } from './acknowledgment/read-implementation-acknowledgment.ts';
import { readInterchangeAcknowledgment } from './acknowledgment/read-interchange-acknowledgment.ts';
import { isTestAnswer, oneResponse } from './one-response.ts';
import { type ReviewAsked, readReviewResponse } from './review/read-review-response.ts';

const silent = (why: string): PayerResponse => ({ is: 'silent', why });

const acknowledgmentsIn = (interchanges: readonly Interchange[], sent: SentNumbers): readonly Acknowledgment[] =>
  interchanges.flatMap((interchange) => [
    ...interchange.groups
      .flatMap(({ sets }) => sets.filter(({ type }) => type === '999'))
      .flatMap((set) => readImplementationAcknowledgment(set, sent) ?? []),
    ...[readInterchangeAcknowledgment(interchange, sent)].flatMap((one) => one ?? []),
  ]);

/** Whatever came back in one exchange: a review response, an acknowledgment, or neither. Of several the response counts. */
export const readPayerAnswer = (text: string, asked: ReviewAsked): PayerResponse => {
  const read = readX12(text);
  if (!read.ok) return silent(`unreadable: ${read.fault.code} at segment ${read.fault.segment}`);
  if (isTestAnswer(read.interchanges, asked.usage)) return silent('test-answer');
  const reviews = read.interchanges.flatMap(({ groups }) =>
    groups.flatMap(({ sets }) => sets.filter(({ type }) => type === '278')),
  );
  const responses = reviews.map((set) => readReviewResponse(set, asked));
  const response = oneResponse(responses);
  if (response) return response === 'differ' ? silent('answered-twice') : response;
  const control = controlNumber(asked.messageId);
  const said = acknowledgmentsIn(read.interchanges, { interchange: control, group: control, set: '0001' });
  const rejections = said.flatMap((one) => (one.is === 'rejected' ? one.rejections : []));
  if (rejections.length) return { is: 'rejected', rejections };
  return said.length ? { is: 'acknowledged' } : silent('other-message');
};
