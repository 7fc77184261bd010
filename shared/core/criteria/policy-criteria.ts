import type { Evidence } from '../model/evidence.ts';
import type { Band } from '../model/program.ts';
import type { Necessity, RulesetBundle } from '../model/ruleset.ts';
import { compileNecessity } from './compile-necessity.ts';
import { BANDS } from './sets.ts';

/** What follows where a criterion holds; a scored one counts among others of its table. */
export type CriterionEffect = Band | 'scored';

interface PolicyCriterion {
  readonly id: string;
  readonly effect: CriterionEffect;
  readonly says: string;
  readonly cite: string;
  readonly level: Evidence;
}

/** The criteria of a policy as sentences, and what follows where none of them decides. */
export interface PolicyCriteria {
  readonly criteria: readonly PolicyCriterion[];
  readonly otherwise: Necessity['otherwise'];
}

/** In the order in which they decide, whatever patient they are asked about. */
export const policyCriteria = (necessity: Necessity, bundle: RulesetBundle): PolicyCriteria => {
  const { criteria, scores, otherwise } = compileNecessity(necessity, bundle);
  const told = BANDS.flatMap((effect) =>
    criteria
      .filter(({ band }) => band === effect)
      .map(({ traced: { met }, criterion: { says, cite, evidence } }) => ({
        id: met.id,
        effect,
        says,
        cite,
        level: evidence,
      })),
  );
  const scored = scores.flatMap(({ table }) =>
    table.rows.map(({ id, label, cite, evidence }) => ({
      id,
      effect: 'scored' as const,
      says: label,
      cite,
      level: evidence,
    })),
  );
  return { criteria: [...told, ...scored], otherwise };
};
