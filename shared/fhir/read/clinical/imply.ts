import type { FactName, Facts } from '../../../core/model/facts.ts';
import type { Statement } from './finding.ts';

const ENOUGH_METS = 4;
const PROOF_OF_DISEASE = ['priorMi', 'priorPci', 'priorCabg'] as const;

const isYes = (facts: Facts, name: FactName): boolean => {
  const fact = facts[name];
  return fact?.is === 'known' && fact.value !== false;
};

const fromOf = (facts: Facts, name: FactName): readonly string[] => {
  const fact = facts[name];
  return (fact && fact.is !== 'unknown' && fact.from) || [''];
};

/**
 * What settled facts imply: an infarction, stent or bypass proves coronary disease; 4 METs documented prove ability to
 * exercise. Nothing else is inferred.
 */
export const implied = (facts: Facts): readonly Statement[] => {
  const disease = PROOF_OF_DISEASE.filter((name) => isYes(facts, name)).flatMap((name) => fromOf(facts, name));
  const mets = facts.functionalCapacityMets;
  const capacity = mets?.is === 'known' && mets.value >= ENOUGH_METS ? fromOf(facts, 'functionalCapacityMets') : [];
  return [
    ...disease.map((reference): Statement => ({ fact: 'knownCad', value: true, rank: 'diagnosis', reference })),
    ...capacity.map((reference): Statement => ({ fact: 'canExercise', value: true, rank: 'chart', reference })),
  ];
};

/** "No coronary disease" implies no infarction, stent or bypass unless something else says so; a conflict is kept. */
export const withoutDisease = (facts: Facts): Facts => {
  const { knownCad } = facts;
  if (knownCad?.is !== 'known' || knownCad.value) return facts;
  const { value: _, is: __, rejected, ...source } = knownCad;
  // Whoever says that there is disease may mean any of these.
  const event = { ...source, ...(rejected ? { rejected: [{ is: 'known' as const, value: {} }] } : {}) };
  return {
    priorMi: { ...knownCad, value: false },
    priorPci: { is: 'absent', ...event },
    priorCabg: { is: 'absent', ...event },
    ...facts,
  };
};
