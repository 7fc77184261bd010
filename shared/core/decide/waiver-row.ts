import type { Approval } from '../model/approval.ts';
import type { Waiver } from '../model/plan-duty.ts';
import type { LineCase } from '../policy/line-case.ts';
import { waiverOf } from '../policy/waiver.ts';
import { type Decided, endIn, type Found, type Need } from './decided.ts';

/** A payer that has the request, or decided on it, is past all that. */
export const openWaiver = (
  line: LineCase,
  need: Need,
  payerDecision: Approval | undefined,
): { readonly pa: Need; readonly waiver: Waiver | undefined } => {
  const isOpen = need === 'required' && (!payerDecision || payerDecision.decision === 'cancelled');
  const waiver = isOpen ? waiverOf(line) : undefined;
  return { pa: waiver?.effect === 'none-needed' ? 'not-required' : need, waiver };
};

/** Row D9b until the plan has heard of it, D7 where no rule says whether it honors what the plan before approved. */
export const waiverRow = (found: Found<Need>): Decided | undefined => {
  const { waiver } = found;
  if (found.pa !== 'required' || !waiver) return undefined;
  return waiver.effect === 'ask'
    ? endIn('D7', found, waiver.says, undefined)
    : endIn('D9b', found, waiver.says, undefined);
};
