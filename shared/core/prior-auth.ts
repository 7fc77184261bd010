import type { Procedure } from './codebook.ts';
import type { LineCase } from './line-case.ts';
import { resolvePolicy } from './resolve-policy.ts';
import type { PriorAuth, RulesetBundle } from './ruleset.ts';

export type PriorAuthAnswer = 'required' | 'not-required' | 'ask-plan';

/** By price: free where even the upper estimate stays at or under the threshold, required where the fee itself exceeds it. */
const byPrice = (priorAuth: PriorAuth, line: LineCase, code: string): PriorAuthAnswer => {
  const { threshold } = priorAuth;
  const fee = line.codebook.nationalFee(code, '', Number(line.serviceDate.slice(0, 4)));
  if (!threshold || !fee) return 'ask-plan';
  if (fee.usd * threshold.upperFactor <= threshold.usd) return 'not-required';
  return fee.usd > threshold.usd ? 'required' : 'ask-plan';
};

/** Whether this payer wants authorization for one code on the service date, exceptions applied. */
export const priorAuthOf = (line: LineCase, bundle: RulesetBundle, procedure: Procedure): PriorAuthAnswer => {
  if (!procedure.group) return 'ask-plan';
  const policy = resolvePolicy(bundle, procedure.group, line.facts, line.serviceDate, line.codebook);
  if (policy === 'ambiguous') return 'ask-plan';
  const { priorAuth } = policy.policy;
  return priorAuth.value === 'by-price' ? byPrice(priorAuth, line, procedure.code) : priorAuth.value;
};
