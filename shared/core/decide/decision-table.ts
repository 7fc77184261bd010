import { type BenefitOutcome, judgeBenefit } from '../criteria/benefit.ts';
import { compileDefinitions } from '../criteria/criteria.ts';
import { Evaluation } from '../criteria/evaluation.ts';
import { assessNecessity, judgeNecessity, type NecessityOutcome } from '../criteria/necessity.ts';
import { outsideCriteria } from '../criteria/outside.ts';
import type { Advice } from '../model/advice.ts';
import type { Approval } from '../model/approval.ts';
import type { NecessityResult } from '../model/determination.ts';
import type { RulesetBundle } from '../model/ruleset.ts';
import { isHeld, type LineCase } from '../policy/line-case.ts';
import { newestDecision } from '../policy/match-approval.ts';
import { isUnnumbered } from '../policy/named-numbers.ts';
import { type PriorAuthAnswer, priorAuthOf } from '../policy/prior-auth.ts';
import { type ResolvedPolicy, resolvePolicy } from '../policy/resolve-policy.ts';
import { judgeSetting } from '../policy/setting.ts';
import { authorizationRow } from './authorization-rows.ts';
import { criteriaRow } from './criteria-rows.ts';
import { type Decided, endIn, type Found, type Need, type Seen } from './decided.ts';
import { PA_SAYS, unresolvedPayer, wrongPayer } from './reasons.ts';
import { withoutUnclearYes } from './unclear.ts';
import { isDecidedByDispute } from './undisputed.ts';
import { openWaiver, waiverRow } from './waiver-row.ts';

/** A payer decision on this order outranks its rules: none is required, or a request is pending. */
const needByPayer = (payerDecision: Approval | undefined): 'required' | 'not-required' | undefined => {
  if (payerDecision?.decision === 'not-required') return 'not-required';
  const isAsked =
    payerDecision?.decision === 'denied' ||
    payerDecision?.decision === 'pended' ||
    payerDecision?.decision === 'appealed' ||
    (payerDecision !== undefined && isUnnumbered(payerDecision));
  return isAsked ? 'required' : undefined;
};

/** The values of all candidate codes reduced to one; if they differ, it is a question for the plan. */
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
  const outcome: NecessityOutcome = trace
    ? assessNecessity(policy.necessity, evaluation, held)
    : { result: judgeNecessity(policy.necessity, evaluation, held), trace: [], deciding: [] };
  const { settled } = line;
  return {
    policy,
    evaluation,
    benefit: judgeBenefit(bundle, evaluation),
    setting: judgeSetting(line.service, policy.ruleset.exemptSettings),
    outcome: settled ? { ...outcome, result: settled.result, deciding: [] } : outcome,
  };
};

/** Why a reviewer is needed regardless of the criteria. */
const reviewSays = (line: LineCase, { benefit }: Seen): string | undefined => {
  const note = line.service.notes?.find(({ id }) => id === 'order-code-review');
  const special = line.procedures[0]?.group === 'ecg-special';
  return (
    benefit.review?.says ??
    note?.says ??
    (special ? 'No criteria are held for this special test: a reviewer decides.' : undefined)
  );
};

const WHICHEVER_CODE = 'Authorization is needed whichever code is meant: choose the code.';
const whichCode = ({ service }: LineCase): string =>
  `The order can mean ${service.codes.join(', ')}, and the rules differ or ask: choose the code.`;

/** Rows D3 to D17 in table order; the exempt setting is checked before approvals. */
const rowOf = (line: LineCase, bundle: RulesetBundle, found: Found<Need>): Decided => {
  const { benefit, setting, policy } = found.seen;
  if (benefit.excluded) return endIn('D3', found, [benefit.excluded.says], undefined);
  if (found.pa === 'exempt')
    return endIn('D9', found, [setting.says ?? 'The setting is exempt from authorization.'], undefined);
  const authorized = authorizationRow(line, found, policy.ruleset);
  if (authorized) return authorized;
  const isCodeMissing = line.procedures.length > 1;
  if (found.pa === 'required' && isCodeMissing) return endIn('D4a', found, [WHICHEVER_CODE], undefined);
  const waived = waiverRow(found);
  if (waived) return waived;
  if (found.pa === 'ask-plan')
    return isCodeMissing
      ? endIn('D4b', found, [whichCode(line)], undefined)
      : endIn('D7', found, [policy.priorAuthSays ?? PA_SAYS[found.pa]], undefined);
  const says = reviewSays(line, found.seen);
  if (says !== undefined) return endIn('D8', found, [says], undefined);
  const outside = outsideCriteria(bundle.definitions, policy.policy, found.seen.evaluation);
  if (!outside) return criteriaRow(line, found);
  const reviewed = { ...found, necessity: outside.result, seen: { ...found.seen, outcome: outside } };
  return endIn('D8b', reviewed, [PA_SAYS[found.pa], ...outside.deciding.map(({ says }) => says)], undefined);
};

/** The advice if criteria or benefit rules came to something else. */
export const adviceIf = (
  line: LineCase,
  bundle: RulesetBundle,
  { pa, payerDecision, seen, waiver }: Decided & { readonly seen: Seen },
  outcome: NecessityResult | 'excluded' | 'benefit-review',
): Advice => {
  const { fired, trace } = seen.benefit;
  const rule = { id: outcome, when: { any: [] }, says: '', cite: '', evidence: 'illustrative' } as const;
  const none = { fired, trace };
  const [benefit, necessity]: [BenefitOutcome, NecessityResult] =
    outcome === 'excluded'
      ? [{ ...none, excluded: { ...rule, effect: 'excluded' } }, 'none']
      : outcome === 'benefit-review'
        ? [{ ...none, review: { ...rule, effect: 'review' } }, 'none']
        : [none, outcome];
  const found = { pa, necessity, payerDecision, waiver, seen: { ...seen, benefit } } as Found<Need>;
  return withoutUnclearYes(line, rowOf(line, bundle, found)).advice;
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
  const need = needOf(line, bundle, seen, payerDecision);
  const { pa, waiver } = openWaiver(line, need, payerDecision);
  const isDisputed = !line.settled && isDecidedByDispute(line, bundle, pa, seen);
  const { excluded: _excluded, ...benefit } = seen.benefit;
  const found: Found<Need> = {
    pa,
    necessity: isDisputed ? 'review' : seen.outcome.result,
    seen: isDisputed ? { ...seen, benefit } : seen,
    payerDecision,
    waiver,
  };
  return rowOf(line, bundle, found);
};

/** Without rules: the payer decision on this order counts, else ask the plan. */
const withoutRules = (line: LineCase, payerDecision: Approval | undefined, says: string): Decided => {
  const pa: PriorAuthAnswer = needByPayer(payerDecision) ?? 'ask-plan';
  const found: Found<PriorAuthAnswer, undefined> = { pa, necessity: 'none', seen: undefined, payerDecision };
  const authorized = authorizationRow(line, found, undefined);
  if (authorized) return authorized;
  return found.pa === 'not-required'
    ? endIn('D17', found, [PA_SAYS[found.pa]], undefined)
    : endIn('D7', found, [says], undefined);
};

const NOTHING = { pa: undefined, necessity: 'none', seen: undefined, payerDecision: undefined } as const;

/** Which plan pays is open: no approval settles that. A request that is with a payer, or denied, stays so. */
const underConflict = (payerDecision: Approval | undefined, says: string): Decided => {
  const isWithPayer = needByPayer(payerDecision) === 'required';
  const found = { ...NOTHING, pa: 'ask-plan', payerDecision: isWithPayer ? payerDecision : undefined } as const;
  return endIn('D7', found, [says], undefined);
};

const firstRow = (line: LineCase, trace: boolean): Decided => {
  const { verdict, bundle } = line;
  if (verdict.inForce === 'no')
    return verdict.reason === 'no-active-coverage'
      ? endIn('D1a', NOTHING, [verdict.says], undefined)
      : endIn('D1b', NOTHING, [verdict.says], undefined);
  const payerDecision = newestDecision(line.approvals, line.service);
  const open = verdict.conflict?.says ?? wrongPayer(line);
  if (open) return underConflict(payerDecision, open);
  if (line.procedures.length === 0) {
    const says = line.service.notes?.[0]?.says ?? 'The order does not say which cardiac stress test is meant.';
    const answer = withoutRules(line, payerDecision, says);
    return answer.row === 'D7' ? { ...answer, row: 'D4b' } : answer;
  }
  const unresolved = unresolvedPayer(line);
  return unresolved || !bundle || bundle === 'ambiguous'
    ? withoutRules(line, payerDecision, unresolved ?? '')
    : decideByRules(line, bundle, payerDecision, trace);
};

/** The decision table for one test line (docs/behavior.md#decision-table), coding findings aside. `trace` false skips text for readers. */
export const runDecisionTable = (line: LineCase, trace: boolean): Decided =>
  withoutUnclearYes(line, firstRow(line, trace));
