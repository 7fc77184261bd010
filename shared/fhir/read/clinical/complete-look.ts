import { absent, type FactName, type Facts } from '../../../core/model/facts.ts';

/** Resource types a fact would be recorded in; only a complete search of all of them can show it absent. */
const LOOKED_FOR_IN: Readonly<Partial<Record<FactName, readonly string[]>>> = {
  knownCad: ['Condition'],
  priorMi: ['Condition'],
  acsWithin90Days: ['Condition'],
  syncope: ['Condition'],
  palpitations: ['Condition'],
  silentIschemiaHistory: ['Condition'],
  unstableAngina: ['Condition'],
  vasospasticAngina: ['Condition'],
  heartTransplant: ['Condition'],
  priorPci: ['Condition', 'Procedure'],
  priorCabg: ['Condition', 'Procedure'],
  priorIschemiaTest: ['DiagnosticReport', 'Procedure'],
  restingEcgOnFile: ['DiagnosticReport', 'Observation'],
};

/** Facts a complete search did not find and no entry left open; judgements are never absent, they must be stated. */
export const notFound = (complete: ReadonlySet<string>, open: ReadonlySet<FactName>): Facts =>
  Object.fromEntries(
    Object.entries(LOOKED_FOR_IN)
      .filter(([name, types]) => types.every((type) => complete.has(type)) && !open.has(name as FactName))
      .map(([name]) => [name, absent]),
  );
