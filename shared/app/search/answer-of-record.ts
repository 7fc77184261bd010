import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Assessment } from '../../core/model/assessment.ts';
import type { Ports } from '../ports/ports.ts';

/** The answer a record refers to. It is written before the record, so that it is there. @throws where it is not */
export const answerOfRecord = async (
  { tenant, answerId }: Pick<AuthorizationRecord, 'tenant' | 'answerId'>,
  { authorizations }: Pick<Ports, 'authorizations'>,
): Promise<Assessment> => {
  const answered = await authorizations.answer(tenant, answerId);
  if (!answered) throw new Error('The answer of a record is missing.');
  return answered;
};
