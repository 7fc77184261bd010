import type { Assumption } from '../model/determination.ts';
import type { LineCase } from '../policy/line-case.ts';
import { approvalWindow } from '../policy/match-approval.ts';
import { resolvePolicy } from '../policy/resolve-policy.ts';
import type { Decided } from './decided.ts';

/** The payer itself has said whether it wants authorization. */
const TOLD: ReadonlySet<string> = new Set(['not-required', 'denied', 'pended', 'appealed']);

const isNeedAssumed = (line: LineCase, { pa, seen, payerDecision, waiver }: Decided): boolean => {
  const { bundle } = line;
  if (waiver || !seen || !bundle || bundle === 'ambiguous' || (payerDecision && TOLD.has(payerDecision.decision)))
    return false;
  if (pa !== 'required' && pa !== 'not-required') return false;
  return line.procedures.some(({ group }) => {
    const own = group && resolvePolicy(bundle, group, line);
    return own && own !== 'ambiguous' && own.policy.priorAuth.evidence === 'illustrative';
  });
};

const areCriteriaOurs = ({ seen, necessity }: Decided): boolean => {
  if (!seen || (necessity !== 'met' && necessity !== 'not-met' && necessity !== 'review')) return false;
  const { deciding } = seen.outcome;
  return deciding.length === 0 || deciding.some(({ level }) => level === 'illustrative');
};

/** What this answer takes for granted: each stands on a value that is our own choice or unsourced. */
export const assumedIn = (line: LineCase, decided: Decided): readonly Assumption[] => {
  const { seen, onFile, pa } = decided;
  const ruleset = seen?.policy.ruleset;
  return [
    ...(isNeedAssumed(line, decided) ? (['need'] as const) : []),
    ...(pa === 'exempt' && ruleset?.exemptSettings?.evidence === 'illustrative' ? (['setting'] as const) : []),
    ...(areCriteriaOurs(decided) ? (['criteria'] as const) : []),
    ...(onFile && approvalWindow(onFile.approval, ruleset).usualDays !== undefined ? (['window'] as const) : []),
  ];
};
