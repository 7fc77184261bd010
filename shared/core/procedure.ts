import { type BenefitOutcome, judgeBenefit } from './benefit.ts';
import { compileDefinitions } from './criteria.ts';
import type { Advice, Approval, CriterionResult, NecessityResult } from './determination.ts';
import { type Evaluation, startEvaluation } from './evaluation.ts';
import type { Facts } from './facts.ts';
import { unknown } from './facts.ts';
import type { LineCase } from './line-case.ts';
import { type ApprovalOnFile, matchApproval } from './match-approval.ts';
import { assessNecessity, judgeNecessity, type NecessityOutcome } from './necessity.ts';
import { type PriorAuthAnswer, priorAuthOf } from './prior-auth.ts';
import { type ResolvedPolicy, resolvePolicy } from './resolve-policy.ts';
import type { RulesetBundle } from './ruleset.ts';
import { judgeSetting, type Setting } from './setting.ts';

/** Where the procedure ended, and everything it looked at on the way. */
export interface Decided {
  readonly row: string;
  readonly advice: Advice;
  readonly pa: PriorAuthAnswer | 'exempt' | undefined;
  readonly reasons: readonly string[];
  readonly warnings: readonly string[];
  readonly trace: readonly CriterionResult[];
  readonly necessity: NecessityResult;
  readonly outcome?: NecessityOutcome;
  readonly benefit?: BenefitOutcome;
  readonly setting?: Setting;
  readonly policy?: ResolvedPolicy;
  readonly onFile?: ApprovalOnFile;
  readonly detailCode?: boolean;
  readonly approval?: Approval;
}

type Step = Pick<Decided, 'row' | 'advice' | 'reasons'> & Partial<Decided>;

const NOTHING: NecessityOutcome = { result: 'none', trace: [], deciding: [], likelyNonCovered: false };

const withoutConflicts = (facts: Facts): Facts | undefined => {
  const names = Object.entries(facts).filter(([, fact]) => fact.is !== 'unknown' && fact.conflict !== undefined);
  return names.length ? { ...facts, ...Object.fromEntries(names.map(([name]) => [name, unknown])) } : undefined;
};

/** A contradiction in the chart cannot by itself carry a favourable answer: judge again without the disputed facts. */
const settleConflicts = (
  result: NecessityResult,
  policy: ResolvedPolicy,
  line: LineCase,
  bundle: RulesetBundle,
): NecessityResult => {
  const undisputed = result === 'met' ? withoutConflicts(line.facts) : undefined;
  if (!undisputed) return result;
  const again = startEvaluation(undisputed, line.serviceDate, compileDefinitions(bundle.definitions), line.codebook);
  return judgeNecessity(policy.necessity, again) === 'met' ? result : 'review';
};

const twoTests = (line: LineCase) => line.findings.some(({ id }) => id === 'two-ischemia-tests');

const decideAuthorization = (
  line: LineCase,
  pa: PriorAuthAnswer | 'exempt' | undefined,
  policy: ResolvedPolicy | undefined,
): Step | undefined => {
  const onFile = matchApproval(line.approvals, line.service, line.serviceDate, policy?.ruleset);
  if (onFile && onFile.mismatches.length === 0)
    return {
      row: 'D6',
      advice: 'proceed-authorized',
      reasons: ['An approval on file fits code, place, date and units.'],
      onFile,
      approval: onFile.approval,
    };
  if (pa !== 'required' && pa !== 'ask-plan' && pa !== undefined) return undefined;
  if (onFile)
    return {
      row: 'D5',
      advice: 'fix-authorization',
      reasons: onFile.mismatches.map(({ says }) => says),
      onFile,
      approval: onFile.approval,
    };
  if (line.use === 'claim' && pa === 'required')
    return {
      row: 'D5',
      advice: 'fix-authorization',
      reasons: ['This test needs an authorization and the claim carries none (CARC 197).'],
    };
  return undefined;
};

const NEEDED: Readonly<Record<NecessityResult, readonly [string, Advice]>> = {
  review: ['D10', 'manual-review'],
  unknown: ['D11', 'pa-pend-info'],
  'not-met': ['D12', 'pa-likely-not-met'],
  met: ['D13', 'pa-likely-approve'],
  none: ['D10', 'manual-review'],
};
const FREE: Readonly<Record<NecessityResult, readonly [string, Advice]>> = {
  'not-met': ['D14', 'necessity-likely-not-met'],
  review: ['D15', 'manual-review'],
  unknown: ['D16', 'proceed-no-pa'],
  met: ['D17', 'proceed-no-pa'],
  none: ['D17', 'proceed-no-pa'],
};

const PA_SAYS: Readonly<Record<PriorAuthAnswer, string>> = {
  required: 'This payer requires prior authorization for this test.',
  'not-required': 'This payer does not require prior authorization for this test.',
  'ask-plan': 'Whether this plan requires authorization is not settled by its rules: ask the plan.',
};

const reviewNote = (line: LineCase) => line.service.notes?.find(({ id }) => id === 'order-code-review');

/** Rows D2b–D17 for a line whose payer and rules are known. */
const decideByRules = (line: LineCase, bundle: RulesetBundle, trace: boolean): Step => {
  const [lead] = line.procedures;
  const group = lead?.group;
  if (!lead || !group) return { row: 'D7', advice: 'ask-plan', reasons: ['No rule speaks of this code.'] };
  const policy = resolvePolicy(bundle, group, line.facts, line.serviceDate, line.codebook);
  if (policy === 'ambiguous')
    return (
      decideAuthorization(line, 'ask-plan', undefined) ?? {
        row: 'D7',
        advice: 'ask-plan',
        reasons: ['Two exceptions of this payer fit and differ: ask the plan.'],
      }
    );
  const evaluation: Evaluation = startEvaluation(
    line.facts,
    line.serviceDate,
    compileDefinitions(bundle.definitions),
    line.codebook,
  );
  const benefit = judgeBenefit(bundle, evaluation);
  const setting = judgeSetting(line.service, policy.ruleset.exemptSettings);
  const values = line.procedures.map((procedure) => priorAuthOf(line, bundle, procedure));
  const [first = 'ask-plan'] = values;
  const exempt = setting.exempt && values.every((value) => value !== 'not-required');
  const pa: PriorAuthAnswer | 'exempt' = exempt ? 'exempt' : first;
  const outcome = trace
    ? assessNecessity(policy.necessity, evaluation)
    : { ...NOTHING, result: judgeNecessity(policy.necessity, evaluation) };
  const settled = settleConflicts(outcome.result, policy, line, bundle);
  const result = twoTests(line) && settled !== 'not-met' ? 'review' : settled;
  const seen = { policy, benefit, setting, outcome, necessity: result, pa };

  if (benefit.excluded) return { ...seen, row: 'D3', advice: 'benefit-not-covered', reasons: [benefit.excluded.says] };
  const open = values.length > 1;
  if (open && !exempt && values.every((value) => value === 'required'))
    return {
      ...seen,
      row: 'D4a',
      advice: 'pa-pend-info',
      reasons: ['Authorization is needed whichever code is meant: choose the code.'],
      detailCode: true,
    };
  if (open && !exempt && values.some((value) => value !== 'not-required'))
    return {
      ...seen,
      pa: 'ask-plan',
      row: 'D4b',
      advice: 'ask-plan',
      reasons: [`The order can mean ${line.service.codes.join(', ')}, and the rules differ: choose the code.`],
      detailCode: true,
    };
  if (exempt)
    return {
      ...seen,
      row: 'D9',
      advice: 'pa-not-required-setting',
      reasons: [setting.says ?? 'The setting is exempt from authorization.'],
    };
  const authorized = decideAuthorization(line, pa, policy);
  if (authorized) return { ...seen, ...authorized };
  if (pa === 'ask-plan') return { ...seen, row: 'D7', advice: 'ask-plan', reasons: [PA_SAYS['ask-plan']] };
  const note = reviewNote(line);
  if (benefit.review) return { ...seen, row: 'D8', advice: 'manual-review', reasons: [benefit.review.says] };
  if (note) return { ...seen, row: 'D8', advice: 'manual-review', reasons: [note.says] };
  if (group === 'ecg-special')
    return {
      ...seen,
      row: 'D8',
      advice: 'manual-review',
      reasons: ['No criteria are held for this special test: a reviewer decides.'],
    };
  const [row, advice] = (pa === 'required' ? NEEDED : FREE)[result];
  return { ...seen, row, advice, reasons: [PA_SAYS[pa as PriorAuthAnswer], ...sentences(line, outcome, result)] };
};

const symptomWords = (line: LineCase, bundleOutcome: NecessityOutcome, result: NecessityResult): readonly string[] => {
  if (result === 'review' && bundleOutcome.result === 'met' && !twoTests(line))
    return ['The message contradicts itself on a fact that decides: a reviewer must look.'];
  if (twoTests(line)) return ['Two tests for ischemia on one day: a reviewer decides.'];
  return [];
};

const RESULT_SAYS: Readonly<Partial<Record<NecessityResult, string>>> = {
  unknown: 'The criteria cannot be judged until the open questions are answered.',
  'not-met': 'No listed reason for this test is met.',
  review: 'The criteria leave this to a reviewer.',
};

const sentences = (line: LineCase, outcome: NecessityOutcome, result: NecessityResult): readonly string[] => {
  const special = symptomWords(line, outcome, result);
  if (special.length) return special;
  if (outcome.deciding.length) return outcome.deciding.map(({ says }) => says);
  const fallback = outcome.otherwiseSays ?? RESULT_SAYS[result];
  return fallback ? [fallback] : [];
};

const unresolved = (line: LineCase): string => {
  const { verdict } = line;
  if (verdict.wrongPayer) return 'The request names another payer than the coverage: find out which one is right.';
  if (verdict.payers.length > 1)
    return `The coverage can mean several payers (${verdict.payers.join(', ')}): ask the plan.`;
  if (verdict.payers.length === 0) return 'The payer of this coverage is not recognised: ask the plan.';
  if (verdict.inForce === 'unknown') return verdict.says;
  if (line.bundle === 'ambiguous') return 'Two versions of the payer’s rules claim this date: ask the plan.';
  return 'No rule of this payer is held for the service date: ask the plan.';
};

/** The contract's procedure for one test line, coding findings aside. `trace` false skips what only people read. */
export const runProcedure = (line: LineCase, trace: boolean): Decided => {
  const step = start(line, trace);
  return {
    pa: undefined,
    warnings: [],
    trace: [...(step.benefit?.trace ?? []), ...(step.outcome?.trace ?? [])],
    necessity: 'none',
    ...step,
  };
};

const start = (line: LineCase, trace: boolean): Step => {
  const { verdict, bundle } = line;
  if (verdict.inForce === 'no')
    return { row: verdict.coverage ? 'D1a' : 'D1b', advice: 'no-active-coverage', reasons: [verdict.says] };
  if (line.procedures.length === 0)
    return {
      row: 'D4b',
      advice: 'ask-plan',
      reasons: [line.service.notes?.[0]?.says ?? 'The order does not say which cardiac stress test is meant.'],
      detailCode: true,
    };
  if (
    verdict.wrongPayer ||
    verdict.payers.length !== 1 ||
    verdict.inForce === 'unknown' ||
    !bundle ||
    bundle === 'ambiguous'
  )
    return (
      decideAuthorization(line, 'ask-plan', undefined) ?? {
        row: 'D7',
        advice: 'ask-plan',
        reasons: [unresolved(line)],
        pa: 'ask-plan',
      }
    );
  return decideByRules(line, bundle, trace);
};
