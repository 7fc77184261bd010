import type { Quantity } from 'fhir/r4';

const MILLIGRAMS: ReadonlyMap<string, number> = new Map([
  ['g', 1000],
  ['mg', 1],
  ['milligram', 1],
  ['ug', 0.001],
  ['mcg', 0.001],
]);

const unitOf = ({ code, unit }: Quantity) => (code ?? unit ?? '').toLowerCase();

/** A mass in mg; undefined for anything else. */
export const milligrams = (quantity: Quantity | undefined): number | undefined => {
  const factor = quantity && MILLIGRAMS.get(unitOf(quantity));
  return factor && quantity.value !== undefined && quantity.value > 0
    ? Number((quantity.value * factor).toFixed(6))
    : undefined;
};
