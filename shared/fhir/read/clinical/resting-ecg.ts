import type { CodeableConcept, Coding } from 'fhir/r4';
import { LOINC, SNOMED } from '../../../codes/systems.ts';
import type { Codebook } from '../../../core/model/codebook.ts';
import { readBillingCoding } from '../lines/billing-code.ts';
import type { ClinicalContext, ClinicalFinding } from './finding.ts';
import { type CodeMeaningFound, codingsOf, meaningOf, readMeaning } from './read-code-meaning.ts';
import { FINDING_DAYS, isLasting, isWithin } from './when.ts';

/** LOINC: ECG study, 12-lead panel and impression. */
export const RESTING_ECG_TYPES: readonly string[] = ['11524-6', '34534-8', '8601-7'];
/** The same, and ECG and 12-lead ECG as procedures. Rhythm strips are not enough. */
const CODES: ReadonlySet<string> = new Set([
  ...RESTING_ECG_TYPES.map((code) => `${LOINC}|${code}`),
  `${SNOMED}|29303009`,
  `${SNOMED}|268400002`,
]);
const BILLED: ReadonlySet<string> = new Set(['93000', '93005', '93010']);

const isEcg = (coding: Coding, codebook: Codebook): boolean =>
  CODES.has(`${coding.system}|${coding.code}`) || BILLED.has(readBillingCoding(coding, codebook)?.code ?? '');

export const isRestingEcg = (concept: CodeableConcept | undefined, codebook: Codebook): boolean =>
  codingsOf(concept).some((coding) => isEcg(coding, codebook));

/** A resting ECG counts as on file for a year. */
export const readEcgOnFile = (
  on: string | undefined,
  reference: string,
  serviceDate: string,
): readonly ClinicalFinding[] => {
  const recent = on === undefined ? 'unclear' : isWithin(on, FINDING_DAYS, serviceDate);
  if (recent === 'unclear') return [{ asks: 'restingEcgOnFile' }];
  return recent === 'yes' ? [{ fact: 'restingEcgOnFile', value: true, rank: 'chart', reference }] : [];
};

/** Codes as a value or conclusion describe the patient now, never history: it may be a relative's, or a guess. */
export const readFindingsNow = (
  codings: readonly Coding[],
  found: CodeMeaningFound,
  context: ClinicalContext,
): readonly ClinicalFinding[] =>
  codings
    .flatMap((coding) => readMeaning(meaningOf(coding, context.codebook), found, context))
    .filter(
      (finding) => !('fact' in finding && isLasting(finding.fact)) && !('asks' in finding && isLasting(finding.asks)),
    );
