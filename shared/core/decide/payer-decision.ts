import type { Approval, PayerAwaits } from '../model/approval.ts';
import { askedFor } from '../policy/asked-for.ts';
import { approvalWindow } from '../policy/match-approval.ts';
import { isUnnumbered } from '../policy/named-numbers.ts';
import type { Columns } from './advice-columns.ts';
import type { Decided } from './decided.ts';
import { PAYER_NEEDS_NONE } from './reasons.ts';

/** Columns after the payer decision, and a sentence where it decides. */
interface Overridden {
  readonly columns: Columns;
  readonly says?: string;
  readonly awaits?: PayerAwaits;
}

/** An approval on file that does not fit: expired where only its window has passed, else this line still needs one. */
const misfit = (columns: Columns, { onFile, seen }: Decided, serviceDate: string): Columns => {
  const end = onFile && approvalWindow(onFile.approval, seen?.policy.ruleset).end;
  const onlyDate = onFile?.mismatches.every(({ part }) => part === 'date') ?? false;
  return onlyDate && end !== undefined && serviceDate > end ? { ...columns, state: 'expired' } : columns;
};

/** A case or a call says that the payer approved; without its authorization number nothing is authorized. */
const withoutNumber = (columns: Columns, decided: Decided, { number }: Approval, serviceDate: string): Overridden => ({
  columns:
    decided.advice === 'fix-authorization'
      ? misfit(columns, decided, serviceDate)
      : { ...columns, state: 'submitted', bookable: 'not-yet' },
  says:
    number === undefined
      ? 'The payer approved and gave no authorization number: ask for it, and record it with the approval.'
      : 'The payer is said to have approved, but only a case or call-reference number is on file: ask for the authorization number.',
  awaits: 'number',
});

const pended = (columns: Columns, reason: string | undefined): Overridden => {
  const asked = askedFor(reason);
  if (!asked) return { columns, says: 'The request is with the payer; its decision is awaited.' };
  return { columns, says: `The payer has the request and asks for ${asked}: send it.`, awaits: 'documents' };
};

/** A recorded payer decision overrides the estimate: the state is the payer's, the criteria stay for information. */
export const withPayerDecision = (columns: Columns, decided: Decided, serviceDate: string): Overridden => {
  const { advice, onFile, payerDecision } = decided;
  if (!payerDecision || advice === 'no-active-coverage') return { columns };
  if (advice === 'proceed-authorized')
    return { columns: { ...columns, state: onFile?.approval.decision === 'partial' ? 'partial' : 'approved' } };
  if (isUnnumbered(payerDecision)) return withoutNumber(columns, decided, payerDecision, serviceDate);
  switch (payerDecision.decision) {
    case 'denied':
      return {
        columns: { ...columns, state: 'denied', bookable: 'no' },
        says: 'The payer denied this request: appeal, or change the order.',
      };
    case 'pended':
      return pended({ ...columns, state: 'submitted', bookable: 'not-yet' }, payerDecision.reason);
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
