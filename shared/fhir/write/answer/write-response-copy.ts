import type { CoverageEligibilityResponse, Reference, ServiceRequest } from 'fhir/r4';
import type { Assessment } from '../../../core/model/assessment.ts';
import { isObject } from '../../../core/model/is-object.ts';
import type { Canonicals } from '../../canonical.ts';
import { echoOf } from '../../echo.ts';
import { writeEligibilityResponse } from './write-eligibility-response.ts';

const isReference = (value: unknown): value is Reference & { readonly reference: string } =>
  isObject(value) && typeof value.reference === 'string';

/**
 * An answer to be kept on the server its order lives on. Our id becomes an identifier; the patient and the order are
 * named as that server names them; what only held inside the message is said in words.
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
