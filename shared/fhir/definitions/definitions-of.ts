import type {
  CodeSystem,
  NamingSystem,
  OperationDefinition,
  Questionnaire,
  StructureDefinition,
  ValueSet,
} from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import { clinicalQuestionnaire } from './clinical-questionnaire.ts';
import { codeSystems, valueSets } from './code-systems.ts';
import { determinationExtension } from './determination-extension.ts';
import { namingSystems } from './naming-systems.ts';
import { operations } from './operations.ts';

export type OwnDefinition =
  | CodeSystem
  | NamingSystem
  | OperationDefinition
  | Questionnaire
  | StructureDefinition
  | ValueSet;

/** Every definition we publish, by `Type/id`. */
export const definitionsOf = (canonicals: Canonicals): ReadonlyMap<string, OwnDefinition> =>
  new Map(
    [
      determinationExtension(canonicals),
      ...operations(canonicals),
      ...codeSystems(canonicals),
      ...valueSets(canonicals),
      ...namingSystems(canonicals),
      clinicalQuestionnaire(canonicals),
    ].map((one): [string, OwnDefinition] => [`${one.resourceType}/${one.id}`, one]),
  );
