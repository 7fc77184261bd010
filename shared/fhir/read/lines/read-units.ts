import type { Quantity } from 'fhir/r4';
import type { Reading } from '../reading.ts';
import { milligrams } from './dose/milligrams.ts';

/** How many units of a service are requested; a mass is a dose, not a count. */
export const readUnits = (reading: Reading, quantity: Quantity | undefined): number | undefined => {
  const count = milligrams(quantity) === undefined ? quantity?.value : undefined;
  if (count === undefined || count > 0) return count;
  reading.warn('A quantity that is not above zero is not used.');
  return undefined;
};
