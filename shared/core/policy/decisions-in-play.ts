import type { Approval } from '../model/approval.ts';
import type { ServiceFacts } from '../model/message/inquiry.ts';
import { decisionsNewestFirst, newestDecision } from './match-approval.ts';
import { approves } from './named-numbers.ts';

/** The newest decisions of a payer that are stored with a question, whatever they are about. */
const NEWEST = 10;

/**
 * Of many decisions on an order, those its answer rests on: of each payer the newest ones, the newest approval and the
 * newest on each line, and the approvals the answer chose. What they come to is what all of them come to, since only a later decision ends an approval.
 */
export const decisionsInPlay = (
  decisions: readonly Approval[],
  lines: readonly ServiceFacts[],
  chosen: readonly Approval[],
): readonly Approval[] => {
  if (decisions.length <= NEWEST) return decisions;
  const inPlay = new Set(chosen);
  for (const payer of new Set(decisions.map((one) => one.payer))) {
    const own = decisionsNewestFirst(decisions.filter((one) => one.payer === payer));
    const newest = [own.find(approves), ...lines.map((line) => newestDecision(own, line))];
    for (const one of [...own.slice(0, NEWEST), ...newest]) if (one) inPlay.add(one);
  }
  return decisions.filter((one) => inPlay.has(one));
};
