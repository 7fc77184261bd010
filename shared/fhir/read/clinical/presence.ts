import type { Observation, ObservationComponent } from 'fhir/r4';
import { LOINC, SNOMED, YES_NO } from '../../../codes/systems.ts';
import { codingsOf } from './read-code-meaning.ts';

/** An Observation or one of its components: a question and its value. */
export type Observed = Observation | ObservationComponent;

const YES: ReadonlySet<string> = new Set([
  `${YES_NO}|Y`,
  `${LOINC}|LA33-6`,
  `${SNOMED}|373066001`,
  `${SNOMED}|52101004`,
]);
const NO: ReadonlySet<string> = new Set([`${YES_NO}|N`, `${LOINC}|LA32-8`, `${SNOMED}|373067005`, `${SNOMED}|2667000`]);

const hasValue = (observed: Observed): boolean =>
  Object.keys(observed).some((key) => /^_?value|^dataAbsentReason$/.test(key));

/**
 * Whether the thing an Observation is about was found: a code alone asserts it; a value of another kind (a grade, a
 * text, "not asked") leaves it open.
 */
export const presenceOf = (observed: Observed): 'asserted' | 'yes' | 'no' | 'open' => {
  if (!hasValue(observed)) return 'asserted';
  const codes = codingsOf(observed.valueCodeableConcept).map(({ system, code }) => `${system}|${code}`);
  if (observed.valueBoolean === true || codes.some((code) => YES.has(code))) return 'yes';
  if (observed.valueBoolean === false || codes.some((code) => NO.has(code))) return 'no';
  return 'open';
};
