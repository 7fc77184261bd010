import type { Codebook } from '../model/codebook.ts';
import type { NecessityResult } from '../model/determination.ts';

/** Why the diagnoses given do not show a reason for the test. */
export interface DiagnosisDoubt {
  readonly says: string;
  /** `none`: none is given; `risk`: criteria met by what the chart documents settle it; `no-reason`: nothing does. */
  readonly kind: 'none' | 'risk' | 'no-reason';
}

const SHOWN = 3;
const READING = '(our reading, not a coverage list)';

const listed = (codes: readonly string[]): string =>
  [codes.slice(0, SHOWN).join(', '), ...(codes.length > SHOWN ? [`and ${codes.length - SHOWN} more`] : [])].join(' ');

/**
 * Whether the diagnoses name a reason for a stress test at all: a symptom or a disease of the heart. A code no list
 * here judges for its date is neither a reason nor held against the order: its chapter decides.
 */
export const diagnosisDoubt = (
  diagnoses: readonly string[],
  codebook: Pick<Codebook, 'inDiagnosisGroup'>,
): DiagnosisDoubt | undefined => {
  if (diagnoses.length === 0)
    return { says: 'no ICD-10 diagnosis is given: add the symptom or disease the test is for.', kind: 'none' };
  const isIn = (group: string) => (code: string) => codebook.inDiagnosisGroup(group, code);
  if (diagnoses.some(isIn('dx-heart'))) return undefined;
  if (diagnoses.some(isIn('dx-risk')))
    return {
      says: `${listed(diagnoses)} alone often does not support a stress test ${READING}.`,
      kind: 'risk',
    };
  const [isAftercare, isScreening] = [isIn('dx-aftercare'), isIn('dx-screening')];
  const alone = diagnoses.every((code) => isAftercare(code) || isScreening(code));
  return {
    says: alone
      ? `${listed(diagnoses)}: screening, aftercare or counseling does not support a stress test ${READING}.`
      : `${listed(diagnoses)} ${diagnoses.length > 1 ? 'name' : 'names'} no symptom or disease of the heart ${READING}.`,
    kind: 'no-reason',
  };
};

/**
 * Whether a reviewer must look beside this result of the criteria. Criteria that are not met say more than the doubt, and
 * a diagnosis nobody sent is missing, not wrong: it is asked for.
 */
export const isInDoubt = (doubt: DiagnosisDoubt | undefined, result: NecessityResult): boolean => {
  if (!doubt || doubt.kind === 'none' || result === 'not-met' || result === 'none') return false;
  return doubt.kind === 'no-reason' || result !== 'met';
};
