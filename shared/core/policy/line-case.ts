import type { Approval } from '../model/approval.ts';
import type { CoverageVerdict } from '../model/assessment.ts';
import type { Codebook } from '../model/codebook.ts';
import { addYears, ageOn } from '../model/dates.ts';
import type { Finding, NecessityResult } from '../model/determination.ts';
import { type Facts, known } from '../model/facts.ts';
import type { Implication } from '../model/implication.ts';
import type { Inquiry, ServiceFacts } from '../model/message/inquiry.ts';
import type { Procedure } from '../model/procedure.ts';
import type { RulesetBundle } from '../model/ruleset.ts';
import { type DiagnosisDoubt, diagnosisDoubt } from './diagnosis-doubt.ts';
import { factsOfLine } from './line-facts.ts';
import { approves, isOfCoverage, type LineNumbers, type NamedNumber, numbersOfLine } from './named-numbers.ts';

/** One coverage on one service date: whether it is in force, and the payer's rules then in force. */
export interface CoverageOnDate {
  readonly verdict: CoverageVerdict;
  readonly bundle: RulesetBundle | 'ambiguous' | undefined;
}

/** What the criteria come to although facts are open, or because what is stated contradicts itself. */
export interface SettledCriteria {
  readonly result: NecessityResult;
  readonly says: string;
  /** What was broken: its facts are asked for. */
  readonly broken?: Implication;
}

/** Everything the decision table needs to answer one test line. */
export interface LineCase extends CoverageOnDate {
  readonly service: ServiceFacts;
  /** All facts of the line, context included (`factsOfLine`). */
  readonly facts: Facts;
  readonly codebook: Codebook;
  /** The candidate codes that are tests. */
  readonly procedures: readonly Procedure[];
  readonly findings: readonly Finding[];
  readonly approvals: readonly Approval[];
  /** Of a claim: the authorization numbers it names for this line. */
  readonly numbers?: LineNumbers;
  /** The order has an approval, of another payer only: these. */
  readonly priorApprovals?: readonly Approval[];
  readonly use: Inquiry['use'];
  readonly serviceDate: string;
  /** Why the diagnoses show no reason for the test, where they do not. */
  readonly doubt: DiagnosisDoubt | undefined;
  /** Set by `settle`, which looks beyond what is known. */
  readonly settled?: SettledCriteria | undefined;
  /** The day of the answer, where it is known: advice speaks of a past service as past. */
  readonly today?: string;
}

/** The service was ordered, or claimed, for a day that is over. */
export const isPast = ({ service, today }: Pick<LineCase, 'service' | 'today'>): boolean =>
  service.serviceDate !== undefined && today !== undefined && service.serviceDate < today;

/** Two tests for ischemia on one day: review is required whatever the criteria say. */
export const isHeld = ({ findings }: Pick<LineCase, 'findings'>): boolean =>
  findings.some(({ id }) => id === 'two-ischemia-tests');

const FAR_YEARS = 2;
/** A slot asked for decades ahead does not make a date of birth wrong: the age is then that of two years from now. */
const farAge = (birthDate: string | undefined, date: string, today: string | undefined): Facts => {
  const far = today && addYears(today, FAR_YEARS);
  const age = birthDate && far && date > far ? ageOn(birthDate, far) : undefined;
  return age === undefined ? {} : { age: known(age) };
};

/** One line of the message under one coverage; the findings are those of the line. */
export const lineCase = (
  inquiry: Pick<Inquiry, 'facts' | 'use'> & { readonly patient: Pick<Inquiry['patient'], 'birthDate'> },
  service: ServiceFacts,
  serviceDate: string,
  { verdict, bundle }: CoverageOnDate,
  approvals: readonly Approval[],
  findings: readonly Finding[],
  codebook: Codebook,
  today?: string,
  named: readonly NamedNumber[] = [],
): LineCase => {
  const procedures = service.codes
    .map((code) => codebook.procedure(code))
    .filter((one): one is Procedure => one?.role === 'test');
  const { facts, patient, use } = inquiry;
  const numbers = numbersOfLine(named, service.line, verdict);
  const counting = [...approvals, ...(numbers?.approvals ?? [])].filter((one) => isOfCoverage(one, verdict));
  const isOfAnother = verdict.coverage?.focal === true && counting.length === 0 && approvals.some(approves);
  return {
    service,
    verdict,
    bundle,
    facts: {
      ...factsOfLine(service, procedures[0], verdict, facts, codebook, patient.birthDate, serviceDate),
      ...farAge(patient.birthDate, serviceDate, today),
    },
    codebook,
    procedures,
    findings,
    approvals: counting,
    // From the start: a copy that gains a field costs twenty times one that replaces it.
    settled: undefined,
    ...(numbers ? { numbers } : {}),
    ...(isOfAnother ? { priorApprovals: approvals } : {}),
    use,
    serviceDate,
    doubt: diagnosisDoubt(service.diagnoses, codebook),
    ...(today ? { today } : {}),
  };
};
