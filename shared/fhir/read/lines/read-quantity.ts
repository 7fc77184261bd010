import type { Quantity } from 'fhir/r4';
import type { Reading } from '../reading.ts';

const MILLIGRAMS: ReadonlyMap<string, number> = new Map([
  ['g', 1000],
  ['mg', 1],
  ['milligram', 1],
  ['ug', 0.001],
  ['mcg', 0.001],
]);

const unitOf = ({ code, unit }: Quantity) => (code ?? unit ?? '').toLowerCase();

/** A mass in mg; undefined for anything that is no mass. */
export const milligrams = (quantity: Quantity | undefined): number | undefined => {
  const factor = quantity && MILLIGRAMS.get(unitOf(quantity));
  return factor && quantity.value !== undefined && quantity.value > 0
    ? Number((quantity.value * factor).toFixed(6))
    : undefined;
};

/** How many units of a service are asked for; a mass is a dose and no count. */
export const readUnits = (reading: Reading, quantity: Quantity | undefined): number | undefined => {
  const count = milligrams(quantity) === undefined ? quantity?.value : undefined;
  if (count === undefined || count > 0) return count;
  reading.warn('A quantity that is not above zero is not used.');
  return undefined;
};
