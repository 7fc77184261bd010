import type { Codebook } from '../../../core/codebook.ts';
import type { Facts } from '../../../core/facts.ts';
import type { Canonicals } from '../../canonical.ts';
import type { Chart } from './chart.ts';

export interface ClinicalContext {
  readonly codebook: Codebook;
  readonly canonicals: Canonicals;
  readonly serviceDate: string;
}

export interface ClinicalFacts {
  readonly facts: Facts;
  /** Plain sentences without patient data. */
  readonly warnings: readonly string[];
}

/** The clinical facts a chart holds. */
export const readClinicalFacts = (_chart: Chart, _context: ClinicalContext): ClinicalFacts => ({
  facts: {},
  warnings: [],
});
