import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { CoverageFacts, Inquiry } from '../../core/model/message/inquiry.ts';
import { patientNameOf } from '../keys/patient-name.ts';
import type { Ports } from '../ports/ports.ts';

/** A coverage without what a payer said of it before. */
export const unasked = ({ confirmed: _before, notTaken: _said, ...one }: CoverageFacts): CoverageFacts => one;

/**
 * An order's message as the question of one day. The patient's name is kept sealed, never with the message: payers asked by X12
 * find nobody by number alone.
 */
export const questionOn = (
  record: AuthorizationRecord,
  inquiry: Inquiry,
  day: string,
  { digest }: Pick<Ports, 'digest'>,
): Inquiry => {
  const name = patientNameOf(record, digest);
  return {
    ...inquiry,
    patient: { ...inquiry.patient, ...(name === undefined ? {} : { name }) },
    lines: inquiry.lines.map((line) => ({ ...line, serviceDate: day })),
  };
};
