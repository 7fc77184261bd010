import type { Answer, CoverageAnswer, CoverageVerdict } from './assessment.ts';
import type { Codebook, Procedure } from './codebook.ts';
import { checkCoding } from './coding.ts';
import { decide } from './decide.ts';
import { ADVICE, type Advice, type Approval, type Determination, type Finding } from './determination.ts';
import { dispositionOf } from './disposition.ts';
import { explain } from './explain.ts';
import type { Inquiry, ServiceFacts } from './inquiry.ts';
import type { LineCase } from './line-case.ts';
import { factsOfLine } from './line-facts.ts';
import { type Role, rolesOf } from './roles.ts';
import type { RulesetBundle } from './ruleset.ts';
import { ENGINE_VERSION } from './version.ts';

/** One coverage with its verdict, the payer's rules in force, and the approvals on file under it. */
export interface CoverageCase {
  readonly verdict: CoverageVerdict;
  readonly bundle: RulesetBundle | 'ambiguous' | undefined;
  /** Approvals by order key, `''` for those that belong to the whole message. */
  readonly approvals: Readonly<Record<string, readonly Approval[]>>;
}

/** The first word of the contract's list that any line has. */
export const overallAdvice = (words: readonly Advice[]): Advice =>
  ADVICE.find((word) => words.includes(word)) ?? 'ask-plan';

const approvalsFor = (coverage: CoverageCase, service: ServiceFacts): readonly Approval[] => [
  ...(coverage.approvals[service.order ?? ''] ?? []),
  ...(service.order ? (coverage.approvals[''] ?? []) : []),
];

const lineCase = (
  inquiry: Inquiry,
  service: ServiceFacts,
  coverage: CoverageCase,
  findings: readonly Finding[],
  codebook: Codebook,
  today: string,
): LineCase => {
  const serviceDate = service.serviceDate ?? today;
  const procedures = service.codes
    .map((code) => codebook.procedure(code))
    .filter((one): one is Procedure => one?.role === 'test');
  return {
    service,
    verdict: coverage.verdict,
    facts: factsOfLine(
      service,
      procedures[0],
      coverage.verdict,
      inquiry.facts,
      codebook,
      inquiry.patient.birthDate,
      serviceDate,
    ),
    bundle: coverage.bundle,
    codebook,
    procedures,
    findings: findings.filter(({ line }) => line === service.line),
    approvals: approvalsFor(coverage, service),
    use: inquiry.use,
    serviceDate,
  };
};

const answerTest = (line: LineCase): Determination => {
  const determination = decide(line);
  const { missing, wouldChange } = explain(line);
  return { ...determination, missing, wouldChange };
};

/** A companion takes its lead's authorization, criteria and advice; its own coding findings stay its own. */
const follow = (line: LineCase, lead: Determination | undefined): Determination => {
  const own = decide(line);
  const broken = line.findings.some(({ severity }) => severity === 'error');
  if (!lead)
    return {
      ...own,
      role: 'companion',
      ...(broken
        ? {}
        : {
            advice: 'ask-plan' as const,
            row: 'D7',
            reasons: ['This code goes with a stress test that the message does not name.'],
          }),
    };
  const coverageEnded = lead.advice === 'no-active-coverage';
  return {
    ...lead,
    line: own.line,
    role: 'companion',
    lead: lead.line,
    codes: own.codes,
    ordered: own.ordered,
    modifiers: own.modifiers,
    findings: own.findings,
    ...(own.units === undefined ? {} : { units: own.units }),
    advice: broken && !coverageEnded ? 'fix-coding' : (lead.onceRecoded ?? lead.advice),
    row: broken && !coverageEnded ? 'D2' : lead.row,
    reasons: broken ? own.reasons : lead.reasons,
  };
};

const answerOther = (line: LineCase): Determination => ({
  ...decide({ ...line, procedures: [] }),
  role: 'other',
  reasons:
    line.verdict.inForce === 'no'
      ? [line.verdict.says]
      : ['This is not a cardiac stress test; nothing is held for it here.'],
});

const answerCoverage = (
  inquiry: Inquiry,
  coverage: CoverageCase,
  findings: readonly Finding[],
  roles: readonly Role[],
  codebook: Codebook,
  today: string,
): CoverageAnswer => {
  const cases = inquiry.lines.map((service) => lineCase(inquiry, service, coverage, findings, codebook, today));
  const tests = new Map<number, Determination>();
  cases.forEach((line, index) => {
    if (roles[index]?.role === 'test') tests.set(index, answerTest(line));
  });
  const determinations = cases.map((line, index): Determination => {
    const test = tests.get(index);
    if (test) return test;
    const role = roles[index];
    if (role?.role === 'companion') return follow(line, role.lead === undefined ? undefined : tests.get(role.lead));
    return answerOther(line);
  });
  const counted = determinations.filter(({ role }) => role !== 'other');
  const words = (counted.length ? counted : determinations).map(({ advice }) => advice);
  const advice = coverage.verdict.inForce === 'no' ? 'no-active-coverage' : overallAdvice(words);
  return {
    verdict: coverage.verdict,
    advice,
    disposition: dispositionOf(advice, determinations, coverage.verdict),
    determinations,
  };
};

/** The whole message, under each of its coverages; the focal one gives the overall word. Pure and deterministic. */
export const answerInquiry = (
  inquiry: Inquiry,
  coverages: readonly CoverageCase[],
  codebook: Codebook,
  today: string,
): Answer => {
  const serviceDate = inquiry.lines[0]?.serviceDate ?? today;
  const findings = checkCoding(inquiry.lines, codebook, { door: inquiry.door, serviceDate });
  const roles = rolesOf(inquiry.lines, codebook, today);
  const answered = coverages.map((coverage) => answerCoverage(inquiry, coverage, findings, roles, codebook, today));
  const [focal] = answered;
  const ruleset = coverages[0]?.bundle;
  return {
    advice: focal?.advice ?? 'no-active-coverage',
    disposition: focal?.disposition ?? '',
    coverages: answered,
    serviceDate,
    versions: {
      engine: ENGINE_VERSION,
      codebook: codebook.version,
      ...(ruleset && ruleset !== 'ambiguous' ? { ruleset: ruleset.hash } : {}),
    },
    warnings: inquiry.warnings,
  };
};
