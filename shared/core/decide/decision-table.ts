import { judgeBenefit } from '../criteria/benefit.ts';
import { compileDefinitions } from '../criteria/criteria.ts';
import { Evaluation } from '../criteria/evaluation.ts';
import { assessNecessity, judgeNecessity } from '../criteria/necessity.ts';
import type { Approval, NecessityResult } from '../model/determination.ts';
import type { RulesetBundle } from '../model/ruleset.ts';
import { isHeld, type LineCase } from '../policy/line-case.ts';
import { newestDecision } from '../policy/match-approval.ts';
import { priorAuthOf } from '../policy/prior-auth.ts';
import { type ResolvedPolicy, resolvePolicy } from '../policy/resolve-policy.ts';
import { judgeSetting } from '../policy/setting.ts';
import { authorizationRow } from './authorization-rows.ts';
import { criteriaRow } from './criteria-rows.ts';
import type { Decided, Need, Seen, TableRow } from './decided.ts';
import { PA_SAYS, unresolvedPayer } from './reasons.ts';
import { needsReviewOfConflict } from './undisputed.ts';

const endAt = (
  { row, advice, reasons, onFile, codeOpen = false }: TableRow,
  pa: Need | undefined,
  necessity: NecessityResult,
  seen: Seen | undefined,
  payerDecision: Approval | undefined,
): Decided => ({ row, advice, reasons, onFile, codeOpen, pa, necessity, seen, payerDecision });

const askPlan = (says: string): TableRow => ({ row: 'D7', advice: 'ask-plan', reasons: [says] });

/** What a payer decided on this order outranks its rules: it wants none, or it has a request to decide. */
const needByPayer = (payerDecision: Approval | undefined): 'required' | 'not-required' | undefined => {
  if (payerDecision?.decision === 'not-required') return 'not-required';
  const isAsked =
    payerDecision?.decision === 'denied' ||
    payerDecision?.decision === 'pended' ||
    payerDecision?.decision === 'appealed';
  return isAsked ? 'required' : undefined;
};

/** The values of all codes the line can mean, brought to one; those that differ are a question for the plan. */
const needOf = (
  line: LineCase,
  bundle: RulesetBundle,
  { policy, setting }: Seen,
  payerDecision: Approval | undefined,
) => {
  const said = needByPayer(payerDecision);
  if (said) return said;
  const values = priorAuthOf(line, bundle, policy);
  if (setting.exempt && !values.includes('not-required')) return 'exempt';
  const [first = 'ask-plan'] = values;
  return values.every((value) => value === first) ? first : 'ask-plan';
};

const look = (line: LineCase, bundle: RulesetBundle, policy: ResolvedPolicy, trace: boolean): Seen => {
  const evaluation = new Evaluation(
    line.facts,
    line.serviceDate,
    compileDefinitions(bundle.definitions),
    line.codebook,
  );
  const held = isHeld(line);
  return {
    policy,
    evaluation,
    benefit: judgeBenefit(bundle, evaluation),
    setting: judgeSetting(line.service, policy.ruleset.exemptSettings),
    outcome: trace
      ? assessNecessity(policy.necessity, evaluation, held)
      : { result: judgeNecessity(policy.necessity, evaluation, held), trace: [], deciding: [] },
  };
};

/** Rows that send the line to a reviewer whatever the criteria say. */
const reviewRow = (line: LineCase, { benefit }: Seen): TableRow | undefined => {
  const note = line.service.notes?.find(({ id }) => id === 'order-code-review');
  const special = line.procedures[0]?.group === 'ecg-special';
  const says =
    benefit.review?.says ??
    note?.says ??
    (special ? 'No criteria are held for this special test: a reviewer decides.' : undefined);
  return says === undefined ? undefined : { row: 'D8', advice: 'manual-review', reasons: [says] };
};

const codeRow = (line: LineCase, pa: Need): TableRow | undefined => {
  if (line.procedures.length < 2 || (pa !== 'required' && pa !== 'ask-plan')) return undefined;
  return pa === 'required'
    ? {
        row: 'D4a',
        advice: 'pa-pend-info',
        reasons: ['Authorization is needed whichever code is meant: choose the code.'],
        codeOpen: true,
      }
    : {
        row: 'D4b',
        advice: 'ask-plan',
        reasons: [`The order can mean ${line.service.codes.join(', ')}, and the rules differ or ask: choose the code.`],
        codeOpen: true,
      };
};

/** Rows D3 to D17 in the order of the table; the exempt setting is looked at before approvals. */
const rowOf = (line: LineCase, pa: Need, seen: Seen, result: NecessityResult): TableRow => {
  const { benefit, setting, policy } = seen;
  if (benefit.excluded) return { row: 'D3', advice: 'benefit-not-covered', reasons: [benefit.excluded.says] };
  if (pa === 'exempt') {
    const says = setting.says ?? 'The setting is exempt from authorization.';
    return { row: 'D9', advice: 'pa-not-required-setting', reasons: [says] };
  }
  const before = authorizationRow(line, pa, policy.ruleset) ?? codeRow(line, pa);
  if (before) return before;
  if (pa === 'ask-plan') return askPlan(policy.priorAuthSays ?? PA_SAYS[pa]);
  return reviewRow(line, seen) ?? criteriaRow(line, pa, seen, result);
};

/** A line whose payer and rules are known. */
const decideByRules = (
  line: LineCase,
  bundle: RulesetBundle,
  payerDecision: Approval | undefined,
  trace: boolean,
): Decided => {
  const group = line.procedures[0]?.group;
  const policy = group && resolvePolicy(bundle, group, line);
  if (!policy) return withoutRules(line, payerDecision, 'No rule speaks of this code.');
  if (policy === 'ambiguous')
    return withoutRules(line, payerDecision, 'Two exceptions of this payer fit and differ: ask the plan.');
  const seen = look(line, bundle, policy, trace);
  const pa = needOf(line, bundle, seen, payerDecision);
  const result = pa === 'required' && needsReviewOfConflict(line, bundle, seen) ? 'review' : seen.outcome.result;
  return endAt(rowOf(line, pa, seen, result), pa, result, seen, payerDecision);
};

/** No rule to go by: what the payer said of this order counts, else ask. */
const withoutRules = (line: LineCase, payerDecision: Approval | undefined, says: string): Decided => {
  const pa = needByPayer(payerDecision) ?? 'ask-plan';
  const row =
    authorizationRow(line, pa, undefined) ??
    (pa === 'not-required' ? { row: 'D17', advice: 'proceed-no-pa' as const, reasons: [PA_SAYS[pa]] } : askPlan(says));
  return endAt(row, pa, 'none', undefined, payerDecision);
};

/** The decision table for one test line (docs/behavior.md#decision-table), coding findings aside. `trace` false skips what only people read. */
export const runDecisionTable = (line: LineCase, trace: boolean): Decided => {
  const { verdict, bundle } = line;
  if (verdict.inForce === 'no') {
    const row = verdict.reason === 'no-active-coverage' ? 'D1a' : 'D1b';
    return endAt(
      { row, advice: 'no-active-coverage', reasons: [verdict.says] },
      undefined,
      'none',
      undefined,
      undefined,
    );
  }
  const payerDecision = newestDecision(line.approvals, line.service);
  if (line.procedures.length === 0) {
    const says = line.service.notes?.[0]?.says ?? 'The order does not say which cardiac stress test is meant.';
    const answer = withoutRules(line, payerDecision, says);
    return answer.advice === 'ask-plan' ? { ...answer, row: 'D4b', codeOpen: true } : answer;
  }
  const unresolved = unresolvedPayer(line);
  return unresolved || !bundle || bundle === 'ambiguous'
    ? withoutRules(line, payerDecision, unresolved ?? '')
    : decideByRules(line, bundle, payerDecision, trace);
};
