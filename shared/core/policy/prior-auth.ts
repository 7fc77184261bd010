import type { Procedure } from '../model/procedure.ts';
import type { PriorAuth, RulesetBundle } from '../model/ruleset.ts';
import type { LineCase } from './line-case.ts';
import { type ResolvedPolicy, resolvePolicy } from './resolve-policy.ts';

/** Whether authorization is needed, by the payer's rules. */
export type PriorAuthAnswer = 'required' | 'not-required' | 'ask-plan';

/**
 * By price: not required if even the upper estimate is at or under the threshold, required if the fee itself exceeds
 * it.
 */
const byPrice = ({ threshold }: PriorAuth, line: LineCase, code: string): PriorAuthAnswer => {
  const fee = line.codebook.nationalFee(code, '', Number(line.serviceDate.slice(0, 4)));
  if (!threshold || !fee) return 'ask-plan';
  if (fee.usd * threshold.upperFactor <= threshold.usd) return 'not-required';
  return fee.usd > threshold.usd ? 'required' : 'ask-plan';
};

const answerOf = ({ policy }: ResolvedPolicy, line: LineCase, { code }: Procedure): PriorAuthAnswer =>
  policy.priorAuth.value === 'by-price' ? byPrice(policy.priorAuth, line, code) : policy.priorAuth.value;

/**
 * For every candidate code, exceptions applied; the first uses `policy`, already resolved for it. No procedure group,
 * or two contradictory exceptions: ask the plan.
 */
export const priorAuthOf = (
  line: LineCase,
  bundle: RulesetBundle,
  policy: ResolvedPolicy,
): readonly PriorAuthAnswer[] => {
  const [lead] = line.procedures;
  return line.procedures.map((procedure) => {
    if (!procedure.group) return 'ask-plan';
    const own = procedure.group === lead?.group ? policy : resolvePolicy(bundle, procedure.group, line);
    return own === 'ambiguous' ? 'ask-plan' : answerOf(own, line, procedure);
  });
};
