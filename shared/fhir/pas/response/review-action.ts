import type { ClaimResponseItemAdjudication, Extension } from 'fhir/r4';
import type { ItemResponse } from '../../../core/submission/payer-response.ts';
import { actionOfCode } from '../../../core/submission/review-codes.ts';
import { pasExtensions } from '../extensions.ts';
import { pasDefinition } from '../names.ts';
import { codeOf, wordsOf } from './said-texts.ts';

const MOST_REASONS = 20;

export interface ReviewAction {
  readonly action: ItemResponse['action'];
  readonly number?: string;
  readonly reasons: ItemResponse['reasons'];
}

/** Its name is absolute in the guide; some write it like its neighbors. */
const CODE = new Set([pasDefinition('extension-reviewActionCode'), 'reviewActionCode', 'code']);

const codesIn = (parts: readonly Extension[]): readonly string[] =>
  parts
    .filter(({ url }) => CODE.has(url))
    .flatMap(({ valueCodeableConcept, valueCoding, valueCode }) => [
      ...(valueCodeableConcept?.coding ?? []).flatMap(({ code }) => code ?? []),
      ...(valueCoding?.code ? [valueCoding.code] : []),
      ...(valueCode ? [valueCode] : []),
    ]);

const reasonsIn = (parts: readonly Extension[]): ItemResponse['reasons'] =>
  parts
    .filter(({ url }) => url === 'reasonCode')
    .flatMap(({ valueCodeableConcept: concept = {} }) => {
      const code = codeOf(concept);
      const says = wordsOf(concept);
      return code === undefined && says === undefined
        ? []
        : [{ ...(code === undefined ? {} : { code }), ...(says === undefined ? {} : { says }) }];
    })
    .slice(0, MOST_REASONS);

/**
 * The one decision among adjudications. Two that differ, and a code nobody knows, are no decision: `unclear` says what stood there.
 */
export const reviewActionIn = (
  adjudication: readonly Pick<ClaimResponseItemAdjudication, 'extension'>[] = [],
): { readonly decided?: ReviewAction; readonly unclear?: string } => {
  const found = adjudication.flatMap((one) => pasExtensions(one, 'extension-reviewAction'));
  const parts = found.flatMap(({ extension = [] }) => extension);
  const codes = [...new Set(codesIn(parts))];
  const known = [...new Set(codes.flatMap((code) => actionOfCode(code) ?? []))];
  const [action] = known;
  if (action === undefined || codes.length > 1) return codes.length ? { unclear: codes.join(', ') } : {};
  const numbers = [
    ...new Set(parts.flatMap(({ url, valueString }) => (url === 'number' && valueString ? [valueString] : []))),
  ];
  const [number] = numbers;
  if (numbers.length > 1) return { unclear: `${action} with two numbers` };
  return { decided: { action, ...(number === undefined ? {} : { number }), reasons: reasonsIn(parts) } };
};
