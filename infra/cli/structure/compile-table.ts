import type { StructureDefinition } from 'fhir/r4';
import { type CompiledType, compileType, requiredBinding, valueSetName, valueSetUrl } from './compile-type.ts';
import { type CompiledValueSet, expandValueSet } from './expand-value-set.ts';
import type { Definitions } from './read-definitions.ts';

/** The R4 structure the running service checks against. */
export interface CompiledTable {
  readonly fhirVersion: string;
  /** All concrete R4 resource types, space-separated; those without an entry in `types` are known but not checked. */
  readonly resources: string;
  readonly primitives: string;
  readonly valueSets: Readonly<Record<string, CompiledValueSet>>;
  readonly types: Readonly<Record<string, CompiledType>>;
}

/** Resources this service receives, and those included in their Bundles. */
const RESOURCES = `Account AllergyIntolerance Appointment Binary Bundle CarePlan CareTeam Claim ClaimResponse
  CommunicationRequest Condition Coverage CoverageEligibilityRequest CoverageEligibilityResponse Device DeviceRequest
  DiagnosticReport DocumentReference Encounter ExplanationOfBenefit Goal Group HealthcareService ImagingStudy
  Immunization InsurancePlan Location Medication MedicationAdministration MedicationRequest MedicationStatement
  NutritionOrder Observation OperationOutcome Organization Parameters Patient Practitioner PractitionerRole Procedure
  Provenance Questionnaire QuestionnaireResponse RelatedPerson ServiceRequest Subscription Task`.split(/\s+/);

const bare = (canonical: string) => canonical.slice(canonical.lastIndexOf('/') + 1);

/** The named types and every type their elements or base types use. */
const closure = (roots: readonly string[], { structures }: Definitions): readonly StructureDefinition[] => {
  const found = new Map<string, StructureDefinition>();
  const visit = (name: string) => {
    const structure = structures.get(name);
    if (!structure || found.has(name)) return;
    found.set(name, structure);
    if (structure.kind === 'primitive-type') return;
    if (structure.baseDefinition) visit(bare(structure.baseDefinition));
    for (const { type = [] } of structure.snapshot?.element ?? [])
      for (const { code } of type) if (structures.get(code)?.kind !== 'resource') visit(code);
  };
  for (const root of roots) visit(root);
  return [...found.values()];
};

/** Drops elements inherited from base types; the loader adds them back. */
const withoutInherited = (types: ReadonlyMap<string, CompiledType>): Record<string, CompiledType> => {
  const inherited = (name: string | undefined): CompiledType => {
    const type = name === undefined ? undefined : types.get(name);
    return type ? { ...inherited(type.extends), ...type } : {};
  };
  const own = ([name, type]: [string, CompiledType]): [string, CompiledType] => {
    const base = inherited(type.extends);
    return [
      name,
      Object.fromEntries(Object.entries(type).filter(([key, line]) => key === 'extends' || base[key] !== line)),
    ];
  };
  return Object.fromEntries([...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(own));
};

const valueSetsOf = (structures: readonly StructureDefinition[], definitions: Definitions) => {
  const urls = new Map<string, string>();
  for (const canonical of structures.flatMap(({ snapshot }) => snapshot?.element ?? []).map(requiredBinding)) {
    if (!canonical) continue;
    const [name, url] = [valueSetName(canonical), valueSetUrl(canonical)];
    if ((urls.get(name) ?? url) !== url) throw new Error(`${name}: two value sets share this short name`);
    urls.set(name, url);
  }
  return Object.fromEntries([...urls].sort().map(([name, url]) => [name, expandValueSet(url, definitions)]));
};

export const compileTable = (definitions: Definitions): CompiledTable => {
  const all = [...definitions.structures.values()];
  const isResource = (type: string) => definitions.structures.get(type)?.kind === 'resource';
  const structures = closure(RESOURCES, definitions);
  const complex = structures.filter(({ kind }) => kind !== 'primitive-type');
  const concrete = all.filter(({ kind, abstract }) => kind === 'resource' && !abstract).map(({ type }) => type);
  const primitives = all.filter(({ kind }) => kind === 'primitive-type').map(({ type }) => type);
  return {
    fhirVersion: '4.0.1',
    resources: concrete.sort().join(' '),
    primitives: primitives.sort().join(' '),
    valueSets: valueSetsOf(complex, definitions),
    types: withoutInherited(new Map(complex.flatMap((structure) => [...compileType(structure, isResource)]))),
  };
};
