import type { FhirResource } from 'fhir/r4';
import { ICD10CM } from '../../../../codes/systems.ts';
import type { Chart } from '../chart.ts';
import type { ClinicalContext, ClinicalFinding } from '../finding.ts';
import { type CodeMeaningFound, meaningOf, readMeaning } from '../read-code-meaning.ts';
import { isOneOfSeveral, isVoid } from './read-condition.ts';

/** An Observation given as reason is read by its value; a void Condition is no reason. */
const speaksForItself = (resource: FhirResource | undefined): boolean =>
  resource?.resourceType === 'Observation' || (resource?.resourceType === 'Condition' && isVoid(resource));

/** Codes given as the reason for the order; one without a system can only be a diagnosis code. */
export const readReasons = ({ reasons, entries }: Chart, context: ClinicalContext): readonly ClinicalFinding[] => {
  const held = new Map(
    entries.filter(({ reference }) => reference).map(({ reference, resource }) => [reference, resource]),
  );
  return reasons
    .filter(({ reference }) => !speaksForItself(held.get(reference)))
    .flatMap(({ system = ICD10CM, code, reference }) => {
      const from = held.get(reference);
      const doubtful = from?.resourceType === 'Condition' && isOneOfSeveral(from);
      const found: CodeMeaningFound = { reference, rank: 'diagnosis', as: 'order-reason', doubtful };
      return readMeaning(meaningOf({ system, code }, context.codebook), found, context);
    });
};
