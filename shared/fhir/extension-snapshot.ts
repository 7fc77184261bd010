import type { ElementDefinition } from 'fhir/r4';

const FHIR_TYPE = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';
/** Ids and urls are of FHIRPath's own type in every snapshot of R4. */
const systemString = (type: 'string' | 'uri') => ({
  code: 'http://hl7.org/fhirpath/System.String',
  extension: [{ url: FHIR_TYPE, valueUrl: type }],
});

/** What R4 says of the elements an extension has, in our own words. */
const BASE: Readonly<Record<string, ElementDefinition & { readonly min: number; readonly max: string }>> = {
  Extension: { path: 'Extension', short: 'Extension', min: 0, max: '*' },
  id: { path: 'Element.id', short: 'Id within the resource', min: 0, max: '1', type: [systemString('string')] },
  extension: { path: 'Element.extension', short: 'Parts', min: 0, max: '*', type: [{ code: 'Extension' }] },
  url: { path: 'Extension.url', short: 'Which part this is', min: 1, max: '1', type: [systemString('uri')] },
  'value[x]': { path: 'Extension.value[x]', short: 'Its value', min: 0, max: '1' },
};

const baseOf = (path: string) => BASE[path.split('.').at(-1) ?? ''];

/** An id stands behind the root and behind every slice. */
const withIds = (element: ElementDefinition): readonly ElementDefinition[] =>
  element.sliceName || element.path === 'Extension'
    ? [element, { id: `${element.id}.id`, path: `${element.path}.id` }]
    : [element];

/** Slices that must be there are a lower bound of the list they are cut from. */
const leastOf = ({ id }: ElementDefinition, all: readonly ElementDefinition[]): number =>
  all.filter((one) => one.sliceName && one.id === `${id}:${one.sliceName}` && one.min).length;

/** Every element of an extension in full, from a differential that names all its slices. */
export const extensionSnapshot = (differential: readonly ElementDefinition[]): ElementDefinition[] =>
  differential.flatMap(withIds).map((element) => {
    const base = baseOf(element.path);
    if (!base) throw new Error(`${element.path} is no element of an extension.`);
    const { path, min, max, ...rest } = base;
    const short = element.short ?? rest.short ?? '';
    return {
      ...rest,
      definition: `${short}.`,
      ...element,
      short,
      min: element.min ?? Math.max(min, element.slicing ? leastOf(element, differential) : 0),
      max: element.max ?? max,
      base: { path, min, max },
      isModifier: false,
    };
  });
