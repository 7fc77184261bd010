import type { Extension } from 'fhir/r4';
import { canonicalsOf } from '../../shared/fhir/canonical.ts';
import { codeSystems, valueSets } from '../../shared/fhir/definitions/code-systems.ts';
import { determinationExtension } from '../../shared/fhir/definitions/determination-extension.ts';

const canonicals = canonicalsOf();
const elements = determinationExtension(canonicals).differential?.element ?? [];

const wordsOf = (valueSet: string): readonly string[] => {
  const system = valueSets(canonicals).find(({ url }) => url === valueSet)?.compose?.include[0]?.system;
  const concepts = codeSystems(canonicals).find(({ url }) => url === system)?.concept;
  if (!concepts) throw new Error(`${valueSet} leads to no code system of ours.`);
  return concepts.map(({ code }) => code);
};

const tooOften = (parts: readonly Extension[], id: string): string[] =>
  elements.flatMap((element) => {
    if (!element.sliceName || element.id !== `${id}.extension:${element.sliceName}`) return [];
    const count = parts.filter(({ url }) => url === element.sliceName).length;
    const fits = count >= (element.min ?? 0) && (element.max === '*' || count <= Number(element.max));
    return fits ? [] : [`${element.id}: ${count} times`];
  });

const walk = (part: Extension, id: string): string[] => {
  const mine = `${id}.extension:${part.url}`;
  if (!elements.some((element) => element.id === mine)) return [`${mine}: not defined`];
  const { url: _url, extension, ...values } = part;
  const value = elements.find((element) => element.id === `${mine}.value[x]`);
  const [type] = value?.type ?? [];
  if (!type)
    return extension?.length && Object.keys(values).length === 0
      ? [...tooOften(extension, mine), ...extension.flatMap((one) => walk(one, mine))]
      : [`${mine}: must be a group`];
  const name = `value${type.code.charAt(0).toUpperCase()}${type.code.slice(1)}`;
  const given = Object.entries(values);
  if (extension || given.length !== 1 || given[0]?.[0] !== name) return [`${mine}: must be ${name} alone`];
  const words = value?.binding?.valueSet ? wordsOf(value.binding.valueSet) : undefined;
  return words && !words.includes(String(given[0]?.[1])) ? [`${mine}: ${given[0]?.[1]} is no word of it`] : [];
};

/** What in a determination extension its StructureDefinition does not allow; empty = it conforms. */
export const undeclared = (extension: Extension): string[] =>
  extension.url === canonicals.determination
    ? [
        ...tooOften(extension.extension ?? [], 'Extension'),
        ...(extension.extension ?? []).flatMap((one) => walk(one, 'Extension')),
      ]
    : [`${extension.url}: not an extension of ours`];

/** Every extension anywhere in a resource. */
export const extensionsIn = (node: unknown): readonly Extension[] => {
  if (Array.isArray(node)) return node.flatMap(extensionsIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => (key === 'extension' ? child : extensionsIn(child)));
};

/** Every coding of ours in a resource that its code system does not know. */
export const unknownCodings = (node: unknown): readonly string[] => {
  if (Array.isArray(node)) return node.flatMap(unknownCodings);
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(unknownCodings);
  if (!('system' in node) || !('code' in node) || !String(node.system).startsWith(canonicals.base)) return inner;
  const system = codeSystems(canonicals).find(({ url }) => url === node.system);
  return system?.concept?.some(({ code }) => code === node.code) ? inner : [...inner, `${node.system}|${node.code}`];
};
