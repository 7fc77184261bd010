import type { CodeableConcept, Coding } from 'fhir/r4';
import { LOINC } from '../../../codes/systems.ts';
import { LOINC_OF_DOCUMENT } from '../../../core/authorization/review-documents.ts';
import { DOCUMENT_WORDS } from '../../definitions/record-words.ts';
import type { ClinicalContext } from './finding.ts';
import { testKindOf } from './ischemia-test.ts';
import { codingsOf } from './read-code-meaning.ts';
import { isRestingEcg, RESTING_ECG_TYPES } from './resting-ecg.ts';

export type DocumentKind = keyof typeof DOCUMENT_WORDS;

const isKind = (word: string): word is DocumentKind => Object.hasOwn(DOCUMENT_WORDS, word);

/** LOINC document types: visit notes of a physician, and reports on the coronary arteries or a stress test. */
const LOINC_KINDS: ReadonlyMap<string, DocumentKind> = new Map<string, DocumentKind>([
  ['11506-3', 'office-note'],
  ['11488-4', 'office-note'],
  ['34117-2', 'office-note'],
  ['34099-2', 'office-note'],
  ['34124-8', 'office-note'],
  ['34131-3', 'office-note'],
  ['18836-7', 'prior-reports'],
  ['18745-0', 'prior-reports'],
  ['34896-1', 'prior-reports'],
]);

/** The kind of document a payer asks for by a LOINC type, whose age is judged as that of one on file. */
export const kindOfType = (loinc: string): DocumentKind | undefined => {
  const [asked] = Object.entries(LOINC_OF_DOCUMENT).find(([, type]) => type === loinc) ?? [];
  if (asked !== undefined && isKind(asked)) return asked;
  return LOINC_KINDS.get(loinc) ?? (RESTING_ECG_TYPES.includes(loinc) ? 'resting-ecg' : undefined);
};

/** LOINC types of which a kind is known, and with it how old a document may be. */
export const DATED_TYPES: readonly string[] = [
  ...new Set([...Object.values(LOINC_OF_DOCUMENT), ...LOINC_KINDS.keys(), ...RESTING_ECG_TYPES]),
].toSorted();

const typeKind = ({ system, code = '' }: Coding, base: string): DocumentKind | undefined => {
  if (system === `${base}/CodeSystem/document-kind`) return isKind(code) ? code : undefined;
  return system === LOINC ? LOINC_KINDS.get(code) : undefined;
};

/** The kind of document for a type: by our own code, by LOINC, or as the report of a test. */
export const documentKindOf = (
  types: readonly (CodeableConcept | undefined)[],
  { canonicals, codebook }: ClinicalContext,
): DocumentKind | undefined => {
  const [kind] = types.flatMap(codingsOf).flatMap((coding) => typeKind(coding, canonicals.base) ?? []);
  if (kind) return kind;
  if (types.some((type) => isRestingEcg(type, codebook))) return 'resting-ecg';
  return testKindOf(types, codebook) ? 'prior-reports' : undefined;
};
