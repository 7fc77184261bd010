import type { CodeSystem, CodeSystemConcept, ValueSetComposeInclude } from 'fhir/r4';
import type { Definitions } from './read-definitions.ts';

/** Codes by code system, space-separated; or, where codes cannot be enumerated, their pattern. */
export type CompiledValueSet = Readonly<Record<string, string>> | string;

/** Required value sets over code systems that are not enumerable: the grammar of their codes instead. */
const PATTERNS: Readonly<Record<string, string>> = {
  // RFC 6838 names, with the parameters RFC 2045 allows after them.
  'http://hl7.org/fhir/ValueSet/mimetypes': '[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*( ?;.*)?',
  // ISO 4217 alphabetic codes.
  'http://hl7.org/fhir/ValueSet/currencies': '[A-Z]{3}',
};

const codesOf = (concepts: readonly CodeSystemConcept[] = []): readonly string[] =>
  concepts.flatMap((concept) => [concept.code, ...codesOf(concept.concept)]);

const wholeSystem = (system: CodeSystem | undefined, url: string): readonly string[] => {
  if (system?.content !== 'complete') throw new Error(`${url}: the code system is not published in full`);
  return codesOf(system.concept);
};

const codesIn = (include: ValueSetComposeInclude, definitions: Definitions, url: string): readonly string[] => {
  if (!include.system || include.filter || include.valueSet) throw new Error(`${url}: cannot expand this include`);
  return include.concept
    ? include.concept.map(({ code }) => code)
    : wholeSystem(definitions.codeSystems.get(include.system), include.system);
};

/** Throws on a value set it can neither expand nor describe, so that no required binding is silently unchecked. */
export const expandValueSet = (url: string, definitions: Definitions): CompiledValueSet => {
  const pattern = PATTERNS[url];
  if (pattern) return pattern;
  const compose = definitions.valueSets.get(url)?.compose;
  if (!compose || compose.exclude) throw new Error(`${url}: cannot expand this value set`);
  const systems: Record<string, string> = {};
  for (const include of compose.include) {
    const codes = codesIn(include, definitions, url);
    if (codes.some((code) => /\s/.test(code))) throw new Error(`${url}: a code with a space breaks the list`);
    systems[include.system ?? ''] = codes.join(' ');
  }
  return systems;
};
