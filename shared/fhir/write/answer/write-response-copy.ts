import type { CoverageEligibilityResponse, Reference, ServiceRequest } from 'fhir/r4';
import type { Assessment } from '../../../core/model/assessment.ts';
import type { Canonicals } from '../../canonical.ts';
import { echoOf } from '../../echo.ts';
import { writeEligibilityResponse } from './write-eligibility-response.ts';

const isReference = (value: unknown): value is Reference & { readonly reference: string } =>
  typeof value === 'object' && value !== null && 'reference' in value && typeof value.reference === 'string';

/**
 * A copy of an answer to store on the order's server. Our id becomes an identifier; patient and order are referenced
 * as that server names them; references that resolve only inside the message become text.
 */
export const writeResponseCopy = (
  assessment: Assessment,
  { id, subject }: Pick<ServiceRequest, 'id' | 'subject'>,
  canonicals: Canonicals,
): CoverageEligibilityResponse => {
  const { patient, lines } = echoOf(assessment);
  const there = new Map([[patient.reference, subject.reference]]);
  const [line] = lines;
  if (lines.length === 1) there.set(line?.orderReference?.reference, `ServiceRequest/${id}`);
  const { id: ours, ...response } = writeEligibilityResponse(assessment, canonicals);
  const moved: typeof response = JSON.parse(JSON.stringify(response), (_key, value: unknown) => {
    if (!isReference(value)) return value;
    const { reference, ...rest } = value;
    const known = there.get(reference);
    if (known) return { ...rest, reference: known };
    return reference.startsWith('urn:') ? { display: 'Stood in the message itself', ...rest } : value;
  });
  return { ...moved, identifier: [{ system: canonicals.answerSystem, value: ours }] };
};
