import { checkCoding } from '../coding/coding.ts';
import { rolesOf } from '../coding/roles.ts';
import { answerCompanion, answerLoneCompanion } from '../decide/companion.ts';
import { withCountedFacts, withUnconfirmed } from '../decide/counted-facts.ts';
import { codingErrorsOf, decideRest, withCodingErrors } from '../decide/decide.ts';
import { dispositionOf } from '../decide/disposition.ts';
import { alternativesOf } from '../explain/alternatives.ts';
import { estimatesOf } from '../explain/estimate.ts';
import { explain } from '../explain/explain.ts';
import { fallbacksOf } from '../explain/fallback.ts';
import { settle, settleAgain } from '../explain/settle.ts';
import { ADVICE, type Advice } from '../model/advice.ts';
import type { Approval } from '../model/approval.ts';
import type { Answer, CoverageAnswer } from '../model/assessment.ts';
import type { Codebook } from '../model/codebook.ts';
import type { Determination } from '../model/determination.ts';
import { groupBy } from '../model/group-by.ts';
import type { Inquiry, ServiceFacts } from '../model/message/inquiry.ts';
import { ENGINE_VERSION } from '../model/version.ts';
import { type CoverageOnDate, type LineCase, lineCase } from '../policy/line-case.ts';
import type { NamedNumber } from '../policy/named-numbers.ts';
import { withoutUnconfirmed } from '../policy/unconfirmed.ts';
import { answerOther } from './answer-other.ts';

/** One coverage on the message's service date, and the approvals on file. */
export interface CoverageCase extends CoverageOnDate {
  /** The same on the service dates of lines that differ. */
  readonly otherDates?: Readonly<Record<string, CoverageOnDate>>;
  /** Approvals by order key, `''` for those that belong to the whole message. */
  readonly approvals: Readonly<Record<string, readonly Approval[]>>;
  /** Authorization numbers the claim itself names, as found on file. */
  readonly named?: readonly NamedNumber[];
}

/** The parts of a message its answer depends on. */
export interface AskedMessage extends Pick<Inquiry, 'dialect' | 'use' | 'lines' | 'facts'> {
  readonly patient: Pick<Inquiry['patient'], 'birthDate'>;
}

/** The first advice of the list that any line has (docs/behavior.md#advice). */
export const overallAdvice = (words: readonly Advice[]): Advice =>
  ADVICE.find((word) => words.includes(word)) ?? 'ask-plan';

/** The date the message as a whole is evaluated for. */
export const serviceDateOf = (lines: readonly ServiceFacts[], today: string): string => lines[0]?.serviceDate ?? today;

/** The dates of lines that differ from the message's. */
export const otherDatesOf = (lines: readonly ServiceFacts[], today: string): readonly string[] => {
  const dates = new Set(lines.map(({ serviceDate }) => serviceDate ?? today));
  dates.delete(serviceDateOf(lines, today));
  return [...dates];
};

const approvalsFor = ({ approvals }: CoverageCase, { order }: ServiceFacts): readonly Approval[] => [
  ...(order === undefined ? [] : (approvals[order] ?? [])),
  ...(approvals[''] ?? []),
];

/** The answer with its open questions and what would change it; a missing date is always asked for. */
const explained = (line: LineCase, rest: Determination): Determination => {
  const { missing, wouldChange, assumed } = explain(line);
  const date = line.service.serviceDate
    ? []
    : [{ fact: 'serviceDate' as const, question: 'On which date is the test planned?' }];
  return {
    ...rest,
    missing: [...missing, ...date],
    wouldChange,
    warnings: [
      ...rest.warnings,
      ...assumed.map(({ question }) => `Not known, taken as nothing to report: ${question}`),
    ],
  };
};

/**
 * Every line under one coverage: tests first, then their companions. `deciding` skips what only a reader of the answer
 * needs: questions, what would change it, alternatives, estimates.
 */
export const answerLines = (
  asked: AskedMessage,
  coverage: CoverageCase,
  codebook: Codebook,
  today: string,
  depth: 'explained' | 'deciding' = 'explained',
): readonly Determination[] => {
  const isDeciding = depth === 'deciding';
  const { lines, dialect } = asked;
  const findings = checkCoding(lines, codebook, { dialect, serviceDate: serviceDateOf(lines, today) });
  const roles = rolesOf(lines, codebook, today);
  const byLine = groupBy(findings, ({ line }) => line);
  const cases = lines.map((service, index) => {
    const date = service.serviceDate ?? today;
    const made = lineCase(
      asked,
      service,
      date,
      coverage.otherDates?.[date] ?? coverage,
      approvalsFor(coverage, service),
      byLine.get(service.line) ?? [],
      codebook,
      today,
      coverage.named,
    );
    return roles[index]?.role === 'test' ? settle(made) : made;
  });
  const tests = cases.map((asked, index) => {
    if (roles[index]?.role !== 'test') return undefined;
    const counted = withCountedFacts(asked);
    const line = counted === asked ? asked : settleAgain(counted);
    const rest = withUnconfirmed(decideRest(line), asked);
    return isDeciding ? rest : explained(line, rest);
  });
  const answers = cases.map((line, index): Determination => {
    const role = roles[index];
    const test = tests[index];
    if (test) {
      const errors = codingErrorsOf(line);
      const confirmed = withoutUnconfirmed(line);
      // A line to be recoded is answered again afterwards: until then no fact or other test could change it.
      return errors.length
        ? withCodingErrors({ ...test, missing: [], wouldChange: [] }, errors)
        : isDeciding
          ? test
          : {
              ...test,
              alternatives: alternativesOf(confirmed === line ? line : settleAgain(confirmed)),
              fallbacks: fallbacksOf(line),
            };
    }
    if (role?.role !== 'companion') return answerOther(line);
    const lead = role.lead === undefined ? undefined : tests[role.lead];
    return lead ? answerCompanion(line, lead) : answerLoneCompanion(line);
  });
  if (isDeciding) return answers;
  return answers.map((answer, index) => {
    const line = cases[index];
    if (!line || answer.role === 'other' || answer.advice === 'no-active-coverage') return answer;
    return { ...answer, estimates: estimatesOf(line.service, line.facts, codebook, line.serviceDate) };
  });
};

/**
 * The message under one coverage. A line out of scope gives no advice unless there is no other, or the claim
 * fails because of it.
 */
const answerCoverage = (
  asked: AskedMessage,
  coverage: CoverageCase,
  codebook: Codebook,
  today: string,
): CoverageAnswer => {
  const determinations = answerLines(asked, coverage, codebook, today);
  const { verdict } = coverage;
  const ours = determinations.filter(({ role, row }) => role !== 'other' || row === 'D2');
  const words = (ours.length ? ours : determinations).map(({ advice }) => advice);
  const advice = words.length === 0 && verdict.inForce === 'no' ? 'no-active-coverage' : overallAdvice(words);
  return {
    verdict,
    advice,
    disposition: words.length === 0 ? verdict.says : dispositionOf(advice, determinations, today),
    determinations,
  };
};

/** The whole message, under each of its coverages; the first one gives the overall advice. Pure and deterministic. */
export const answerInquiry = (
  inquiry: Inquiry,
  coverages: readonly CoverageCase[],
  codebook: Codebook,
  today: string,
): Answer => {
  const answered = coverages.map((coverage) => answerCoverage(inquiry, coverage, codebook, today));
  const serviceDate = serviceDateOf(inquiry.lines, today);
  const [focal] = answered;
  const bundle = coverages[0]?.bundle;
  return {
    advice: focal?.advice ?? 'no-active-coverage',
    disposition: focal?.disposition ?? '',
    coverages: answered,
    serviceDate,
    versions: {
      engine: ENGINE_VERSION,
      codebook: codebook.version,
      ...(bundle && bundle !== 'ambiguous' ? { ruleset: bundle.hash } : {}),
      ...(bundle && bundle !== 'ambiguous' && bundle.pack ? { rulePack: bundle.pack } : {}),
    },
    warnings: inquiry.warnings,
  };
};
