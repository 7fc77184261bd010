import { compact } from '../model/compact.ts';
import type { CoverageFacts, Inquiry } from '../model/message/inquiry.ts';
import type { OrderParties } from './order-parties.ts';
import type { RequestMember } from './request-content.ts';

/** Where the patient of a request is told. */
export interface MemberSource {
  readonly patient: Inquiry['patient'];
  readonly coverage?: CoverageFacts | undefined;
  readonly parties?: OrderParties | undefined;
  /** As on the record, where no message with the patient's name is kept. */
  readonly patientName?: string | undefined;
}

/** @param given the member number as a person gave it: it counts first */
export const memberOf = (
  { parties, coverage, patient, patientName }: MemberSource,
  given: string | undefined,
): RequestMember => {
  const told = parties?.member ?? {};
  // As lists show it: `Family, Given`.
  const [family, names] = told.family === undefined ? (patientName?.split(', ') ?? []) : [told.family, told.given];
  return {
    ...told,
    ...compact({
      memberId: given ?? told.memberId ?? coverage?.memberId ?? patient.memberIds[0],
      birthDate: told.birthDate ?? patient.birthDate,
      family,
      given: names,
    }),
  };
};
