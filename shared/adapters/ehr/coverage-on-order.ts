import type { Reference, ServiceRequest } from 'fhir/r4';
import type { Assessment } from '../../core/model/assessment.ts';
import { echoOf } from '../../fhir/echo.ts';
import { isLocal } from '../../fhir/outward-reference.ts';

/**
 * The first answered coverage, as a reference valid on the order's own server: a reference valid only within the message
 * becomes the one insurance the order itself names. None where that is not certain.
 */
export const coverageOnOrder = (assessment: Assessment, { insurance = [] }: ServiceRequest): Reference | undefined => {
  const answered = assessment.answer.coverages[0]?.verdict.coverage?.reference;
  if (answered === undefined) return undefined;
  const index = assessment.inquiry.coverages.findIndex(({ reference }) => reference === answered);
  const named = echoOf(assessment).coverages[index]?.reference;
  if (named?.reference && !isLocal(named)) return { reference: named.reference };
  const [only, ...others] = insurance;
  return only?.reference && others.length === 0 ? { reference: only.reference } : undefined;
};
