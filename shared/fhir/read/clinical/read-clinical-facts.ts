import type { FactName, FactReasons, Facts } from '../../../core/model/facts.ts';
import { compact } from '../compact.ts';
import { aboutPatient } from './about-patient.ts';
import type { Chart } from './chart.ts';
import { notFound } from './complete-look.ts';
import { type ClinicalContext, type ClinicalFinding, isStatement, type Statement } from './finding.ts';
import { implied, withoutDisease } from './imply.ts';
import { readDocuments } from './resources/read-documents.ts';
import { readEntry } from './resources/read-entry.ts';
import { readReasons } from './resources/read-reasons.ts';
import { type Settled, settleFact } from './settle-fact.ts';

interface ClinicalFacts {
  readonly facts: Facts;
  /** Why a yes/no fact has its value (`ecgReadable` -> `lbbb`); for display, never evaluated. */
  readonly reasons: FactReasons;
  /** Contradictions and warnings, one sentence each, without patient data. */
  readonly warnings: readonly string[];
}

type SettledFacts = readonly (readonly [FactName, Settled])[];

const settleAll = (statements: readonly Statement[]): SettledFacts =>
  [...new Set(statements.map(({ fact }) => fact))].sort().flatMap((name) => {
    const settled = settleFact(statements.filter(({ fact }) => fact === name));
    return settled ? [[name, settled] as const] : [];
  });

const factsOf = (settled: SettledFacts): Facts =>
  Object.fromEntries(settled.map(([name, { fact }]) => [name, fact])) as Facts;

/** The same facts give the same text, in any message order. */
const inOrder = (facts: Facts): Facts => Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));

const openIn = (findings: readonly ClinicalFinding[]): ReadonlySet<FactName> =>
  new Set(findings.flatMap((finding) => ('asks' in finding ? [finding.asks] : [])));

/**
 * The clinical facts of a chart. A fact without a source is missing (= unknown), or absent after a complete search with
 * no hit. Sources rank: answer, chart, diagnosis; a contradiction is marked on the fact and gives a warning.
 */
export const readClinicalFacts = (chart: Chart, context: ClinicalContext): ClinicalFacts => {
  const own: Chart = { ...chart, entries: aboutPatient(chart) };
  const findings = [
    ...own.entries.flatMap(({ resource, reference }) => readEntry(resource, reference, { ...context, chart: own })),
    ...readReasons(own, context),
  ];
  const said = findings.filter(isStatement);
  const settled = settleAll([...said, ...implied(factsOf(settleAll(said)))]);
  const documentsOnFile = readDocuments(own, context);
  const facts: Facts = {
    ...notFound(own.complete, openIn(findings)),
    ...withoutDisease(factsOf(settled)),
    ...compact({ documentsOnFile }),
  };
  const warnings = [
    ...findings.flatMap((finding) => ('warns' in finding ? [finding.warns] : [])),
    ...settled.flatMap(([, one]) => one.warnings),
  ];
  const reasons = Object.fromEntries(settled.flatMap(([name, { reason }]) => (reason ? [[name, reason]] : [])));
  return { facts: inOrder(facts), reasons, warnings: [...new Set(warnings)].sort() };
};
