import type { FactName, Facts } from '../../../core/model/facts.ts';
import type { Rank, Statement } from './finding.ts';

const ENOUGH_METS = 4;
const PROOF_OF_DISEASE = ['priorMi', 'priorPci', 'priorCabg'] as const;

const isYes = (facts: Facts, name: FactName): boolean => {
  const fact = facts[name];
  return fact?.is === 'known' && fact.value !== false;
};

type Source = Pick<Statement, 'rank' | 'reference'>;

/** What follows from an unconfirmed fact is unconfirmed. */
const sourcesOf = (facts: Facts, name: FactName, usual: Rank): readonly Source[] => {
  const fact = facts[name];
  if (!fact || fact.is === 'unknown') return [];
  const rank = fact.unconfirmed ? 'unconfirmed' : usual;
  return (fact.from ?? ['']).map((reference) => ({ rank, reference }));
};

/**
 * What settled facts imply: an infarction, stent or bypass proves coronary disease; 4 METs documented prove ability to
 * exercise. Nothing else is inferred.
 */
export const implied = (facts: Facts): readonly Statement[] => {
  const disease = PROOF_OF_DISEASE.filter((name) => isYes(facts, name)).flatMap((name) =>
    sourcesOf(facts, name, 'diagnosis'),
  );
  const mets = facts.functionalCapacityMets;
  const capacity =
    mets?.is === 'known' && mets.value >= ENOUGH_METS ? sourcesOf(facts, 'functionalCapacityMets', 'chart') : [];
  return [
    ...disease.map((source): Statement => ({ fact: 'knownCad', value: true, ...source })),
    ...capacity.map((source): Statement => ({ fact: 'canExercise', value: true, ...source })),
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
