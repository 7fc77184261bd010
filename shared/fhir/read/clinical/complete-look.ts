import { absent, type FactName, type Facts } from '../../../core/model/facts.ts';

/** Where a fact would be recorded if it were so; only a look at all of these can come back empty. */
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

/** Facts a complete look did not find and no entry left open; judgements are never absent, somebody must state them. */
export const notFound = (complete: ReadonlySet<string>, open: ReadonlySet<FactName>): Facts =>
  Object.fromEntries(
    Object.entries(LOOKED_FOR_IN)
      .filter(([name, types]) => types.every((type) => complete.has(type)) && !open.has(name as FactName))
      .map(([name]) => [name, absent]),
  );
