import type { ElementDefinition, StructureDefinition } from 'fhir/r4';
import type { Canonicals } from '../canonical.ts';
import { extensionSnapshot } from '../extension-snapshot.ts';
import { valueSetOf } from './code-systems.ts';
import { DETERMINATION_PARTS, type DeterminationPart } from './determination-parts.ts';
import { ownHeader } from './own-header.ts';

const CONTEXTS = [
  'CoverageEligibilityResponse',
  'CoverageEligibilityResponse.insurance.item',
  'ClaimResponse',
  'ClaimResponse.item',
] as const;

const slicing = (id: string, path: string): ElementDefinition => ({
  id,
  path,
  slicing: { discriminator: [{ type: 'value', path: 'url' }], ordered: false, rules: 'closed' },
});

const valueElement = ({ type, words }: DeterminationPart, canonicals: Canonicals): Partial<ElementDefinition> =>
  type
    ? {
        min: 1,
        type: [{ code: type }],
        ...(words ? { binding: { strength: 'required', valueSet: valueSetOf(words, canonicals) } } : {}),
      }
    : { max: '0' };

/** A part becomes a slice of its parent's `extension`: parts or none, a fixed url, a value or none. */
const elementsOf = (
  part: DeterminationPart,
  parentId: string,
  parentPath: string,
  canonicals: Canonicals,
): ElementDefinition[] => {
  const id = `${parentId}.extension:${part.name}`;
  const path = `${parentPath}.extension`;
  const inner = part.parts
    ? [
        slicing(`${id}.extension`, `${path}.extension`),
        ...part.parts.flatMap((one) => elementsOf(one, id, path, canonicals)),
      ]
    : [{ id: `${id}.extension`, path: `${path}.extension`, max: '0' }];
  return [
    { id, path, sliceName: part.name, short: part.short, definition: `${part.short}.`, min: part.min, max: part.max },
    ...inner,
    { id: `${id}.url`, path: `${path}.url`, fixedUri: part.name },
    { id: `${id}.value[x]`, path: `${path}.value[x]`, ...valueElement(part, canonicals) },
  ];
};

const differentialOf = (canonicals: Canonicals): ElementDefinition[] => [
  { id: 'Extension', path: 'Extension', short: 'Determination', definition: 'The answer for one line.' },
  slicing('Extension.extension', 'Extension.extension'),
  ...DETERMINATION_PARTS.flatMap((part) => elementsOf(part, 'Extension', 'Extension', canonicals)),
  { id: 'Extension.url', path: 'Extension.url', fixedUri: canonicals.determination },
  { id: 'Extension.value[x]', path: 'Extension.value[x]', max: '0' },
];

/** `{base}/StructureDefinition/determination`: the whole answer for one line, and the overall advice on the root. */
export const determinationExtension = (canonicals: Canonicals): StructureDefinition => ({
  resourceType: 'StructureDefinition',
  ...ownHeader(
    'StructureDefinition',
    'determination',
    'Determination',
    'Why a cardiac stress test may or may not be booked: advice, criteria with citations, coding findings, open ' +
      'questions. On the root of an answer it carries the overall advice. An estimate of what a payer will say; only ' +
      'a payer decides.',
    canonicals,
  ),
  fhirVersion: '4.0.1',
  kind: 'complex-type',
  abstract: false,
  context: CONTEXTS.map((expression) => ({ type: 'element', expression })),
  type: 'Extension',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Extension',
  derivation: 'constraint',
  snapshot: { element: extensionSnapshot(differentialOf(canonicals)) },
  differential: { element: differentialOf(canonicals) },
});
