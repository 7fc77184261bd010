import type { ElementDefinition, ElementDefinitionType, StructureDefinition } from 'fhir/r4';

/** Element name (`serviced[x]` for a choice) to one line of the table's grammar; `extends` names the base type. */
export type CompiledType = Readonly<Record<string, string>>;

const FHIR_TYPE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';
const SYSTEM_TYPE = 'http://hl7.org/fhirpath/System.';

const lastPart = (url: string) => url.slice(url.lastIndexOf('/') + 1);
export const valueSetName = (canonical: string): string => lastPart(valueSetUrl(canonical));
export const valueSetUrl = (canonical: string): string => canonical.replace(/\|.*$/, '');
export const requiredBinding = ({ binding }: ElementDefinition): string | undefined =>
  binding?.strength === 'required' ? binding.valueSet : undefined;

interface Place {
  readonly element: ElementDefinition;
  readonly structure: StructureDefinition;
  /** Paths that have children of their own: backbone elements and inline `Element`s. */
  readonly parents: ReadonlySet<string>;
  readonly isResource: (type: string) => boolean;
}

const targetsOf = ({ code, targetProfile = [] }: ElementDefinitionType): string => {
  const targets = targetProfile.map(lastPart);
  return code !== 'Reference' || !targets.length || targets.includes('Resource') ? '' : `(${targets.join('|')})`;
};

const typeName = (type: ElementDefinitionType, { element, structure, parents, isResource }: Place): string => {
  // `Resource.id` is a FHIRPath string in the snapshots; the text of the specification gives it the type `id`.
  if (structure.kind === 'resource' && element.path === `${structure.type}.id`) return 'id';
  if (type.code.startsWith(SYSTEM_TYPE))
    return type.extension?.find(({ url }) => url === FHIR_TYPE)?.valueUrl ?? 'string';
  if (isResource(type.code)) return 'Resource';
  return parents.has(element.path) ? element.path : type.code + targetsOf(type);
};

/** `1..1 code from fm-status`, `0..* Reference(Patient|Group)`, `0..1 date|Period`, `0..* Bundle.link`. */
const lineOf = (place: Place): string => {
  const { min = 0, max, type = [], contentReference, path } = place.element;
  if (max !== '1' && max !== '*') throw new Error(`${path}: the table has no way to say ${min}..${max}`);
  const types = contentReference ? contentReference.slice(1) : type.map((one) => typeName(one, place)).join('|');
  const binding = requiredBinding(place.element);
  return `${min}..${max} ${types}${binding ? ` from ${valueSetName(binding)}` : ''}`;
};

const baseOf = (path: string, { structure, element }: Place): string | undefined =>
  path === structure.type ? structure.baseDefinition && lastPart(structure.baseDefinition) : element.type?.[0]?.code;

/** One StructureDefinition snapshot to its type and the types nested in it (`Claim`, `Claim.item` …). */
export const compileType = (
  structure: StructureDefinition,
  isResource: Place['isResource'],
): ReadonlyMap<string, CompiledType> => {
  const elements = structure.snapshot?.element ?? [];
  const parents = new Set(elements.map(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('.')))));
  const types = new Map<string, Record<string, string>>();
  for (const element of elements) {
    const place = { element, structure, parents, isResource };
    if (parents.has(element.path)) {
      const base = baseOf(element.path, place);
      types.set(element.path, base ? { extends: base } : {});
    }
    const dot = element.path.lastIndexOf('.');
    const parent = types.get(element.path.slice(0, Math.max(0, dot)));
    if (parent) parent[element.path.slice(dot + 1)] = lineOf(place);
  }
  return types;
};
