import type { Reference } from 'fhir/r4';
import { isObject } from '../core/model/is-object.ts';
import type { Held } from './prefetch/held.ts';

const KEPT = /^(https?:\/\/|[A-Z][A-Za-z]+\/)/;

/** A coverage as the resource that gets the statement can name it: `#x` only where it contains it itself. */
export const coverageOn = ({ exact }: Held, coverage: Reference): Reference => {
  const { reference = '' } = coverage;
  const contained: readonly unknown[] = Array.isArray(exact.contained) ? exact.contained : [];
  const isInner = contained.some((one) => isObject(one) && reference === `#${String(one.id)}`);
  return isInner || KEPT.test(reference) ? coverage : { type: 'Coverage', display: 'The coverage of the order' };
};
