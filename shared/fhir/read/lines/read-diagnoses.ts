import type { CodeableConcept, Reference } from 'fhir/r4';
import { ICD9CM, ICD10CM } from '../../../codes/systems.ts';
import type { OtherDiagnosis } from '../../../core/model/message/inquiry.ts';
import type { Chart } from '../clinical/chart.ts';
import type { Entry } from '../message/entry.ts';
import { find, type Reading } from '../reading.ts';

export type Reason = Chart['reasons'][number];

/** Reasons for a service: the ICD-10-CM codes in order, and every coding given as a reason. */
export interface Diagnoses {
  readonly diagnoses: readonly string[];
  readonly reasons: readonly Reason[];
  /** Of reasons without an ICD-10-CM code, what was given instead. */
  readonly others: readonly OtherDiagnosis[];
}

const ICD_SYSTEMS: ReadonlySet<string> = new Set([ICD10CM, 'urn:oid:2.16.840.1.113883.6.90']);

/** Claims write `R07.89` as `r0789`. */
const icd10 = (code: string): string => {
  const plain = code.trim().toUpperCase();
  return plain.includes('.') || plain.length < 4 ? plain : `${plain.slice(0, 3)}.${plain.slice(3)}`;
};

const isIcd10 = ({ system }: Reason) => system !== undefined && ICD_SYSTEMS.has(system);

const codingsOf = (concept: CodeableConcept | undefined, reference: string): readonly Reason[] =>
  (concept?.coding ?? []).flatMap(({ system, code }) =>
    code ? [{ ...(system ? { system } : {}), code, reference }] : [],
  );

/** One reason as given: as a code, or by a reference to the Condition or Observation that has it. */
interface GivenReason {
  readonly concept?: CodeableConcept;
  readonly reference?: Reference;
}

const readReason = (reading: Reading, { concept, reference }: GivenReason, from: Entry): readonly Reason[] => {
  if (concept) return codingsOf(concept, from.reference);
  const held = find(reading, reference, from, 'Condition', 'Observation');
  if (!held) return [];
  const { resource } = held;
  const said = resource.resourceType === 'Condition' ? resource.code : (resource.valueCodeableConcept ?? resource.code);
  return codingsOf(said, held.reference);
};

const otherOf = ({ system, code }: Reason): OtherDiagnosis => ({
  ...(system ? { system } : {}),
  code,
  ...(ICD9CM.test(system ?? '') ? { icd9: true as const } : {}),
});

/** Those in ICD-9-CM; other systems are usual on an order, and read as facts. */
export const ofIcd9 = (others: readonly OtherDiagnosis[]): readonly OtherDiagnosis[] | undefined => {
  const found = others.filter(({ icd9 }) => icd9);
  return found.length ? found : undefined;
};

export const readDiagnoses = (reading: Reading, given: readonly GivenReason[], from: Entry): Diagnoses => {
  const read = given.map((one) => readReason(reading, one, from));
  const reasons = read.flat();
  const others = read.filter((one) => !one.some(isIcd10)).flat();
  return {
    others: others.map(otherOf),
    diagnoses: [...new Set(reasons.filter(isIcd10).map(({ code }) => icd10(code)))],
    reasons: reasons.map((reason) => (isIcd10(reason) ? { ...reason, code: icd10(reason.code) } : reason)),
  };
};
