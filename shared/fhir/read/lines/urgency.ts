import type { CodeableConcept } from 'fhir/r4';
import type { ServiceFacts } from '../../../core/model/message/inquiry.ts';

/** The process priority of claims and eligibility requests. */
export const urgencyOf = (priority: CodeableConcept | undefined): ServiceFacts['urgency'] => {
  const code = priority?.coding?.find((coding) => coding.code)?.code;
  if (code === 'stat') return 'stat';
  return code === 'normal' || code === 'deferred' ? 'routine' : undefined;
};
