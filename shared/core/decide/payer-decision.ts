import { approvalWindow } from '../policy/match-approval.ts';
import type { Columns } from './advice-columns.ts';
import type { Decided } from './decided.ts';
import { PAYER_NEEDS_NONE } from './reasons.ts';

/** Columns after the payer decision, and a sentence where it decides. */
interface Overridden {
  readonly columns: Columns;
  readonly says?: string;
}

/** An approval on file that does not fit: expired where only its window has passed, else this line still needs one. */
const misfit = (columns: Columns, { onFile, seen }: Decided, serviceDate: string): Columns => {
  const end = onFile && approvalWindow(onFile.approval, seen?.policy.ruleset).end;
  const onlyDate = onFile?.mismatches.every(({ part }) => part === 'date') ?? false;
  return onlyDate && end !== undefined && serviceDate > end ? { ...columns, state: 'expired' } : columns;
};

/** A recorded payer decision overrides the estimate: the state is the payer's, the criteria stay for information. */
export const withPayerDecision = (columns: Columns, decided: Decided, serviceDate: string): Overridden => {
  const { advice, onFile, payerDecision } = decided;
  if (!payerDecision || advice === 'no-active-coverage') return { columns };
  if (advice === 'proceed-authorized')
    return { columns: { ...columns, state: onFile?.approval.decision === 'partial' ? 'partial' : 'approved' } };
  switch (payerDecision.decision) {
    case 'denied':
      return {
        columns: { ...columns, state: 'denied', bookable: 'no' },
        says: 'The payer denied this request: appeal, or change the order.',
      };
    case 'pended':
      return {
        columns: { ...columns, state: 'submitted', bookable: 'not-yet' },
        says: 'The request is with the payer; its decision is awaited.',
      };
    case 'appealed':
      return {
        columns: { ...columns, state: 'appealed', bookable: 'not-yet' },
        says: 'The denial was appealed; the decision is awaited.',
      };
    case 'cancelled':
      return columns.authorizationRequired
        ? { columns: { ...columns, state: 'cancelled' }, says: 'The authorization request was cancelled.' }
        : { columns };
    case 'not-required':
      return { columns, says: PAYER_NEEDS_NONE };
    default:
      return { columns: misfit(columns, decided, serviceDate) };
  }
};
