import { readFileSync } from 'node:fs';
import { checkStructure } from '../../shared/fhir/structure/check-structure.ts';
import { type Rate, rateOf } from './rate.ts';

/** The demo's eligibility request: a Bundle of eight resources. */
export const REQUEST = readFileSync(
  new URL('../../infra/local/demo/eligibility-request.json', import.meta.url),
  'utf8',
);

export const structureRates = (): readonly Rate[] => {
  const bundle: unknown = JSON.parse(REQUEST);
  const { length } = JSON.stringify(bundle);
  return [rateOf(`structure check of a Bundle of ${(length / 1000).toFixed(1)} kB`, () => checkStructure(bundle))];
};
