import type { Approval, ApprovalWindow, DecisionsBeside } from '../model/approval.ts';
import type { AuthorizationState, Determination } from '../model/determination.ts';

/** Payer decisions on the record, in the order they were recorded. */
type PayerDecisions = readonly Approval[];
type SomePayerDecisions = readonly [Approval, ...Approval[]];

interface Basis {
  /** Payer decisions as recorded: all of them, unless some are stored beside the record. */
  readonly approvals: PayerDecisions;
  readonly beside?: DecisionsBeside;
  /** The one the answer is based on, whether or not it fits; none once it was cancelled. */
  readonly approval?: Approval;
  readonly window?: ApprovalWindow;
}
/** States the rules alone can give; there may be payer decisions too. */
interface Open extends Basis {
  readonly state: 'unknown' | 'not-required' | 'required' | 'information-needed';
}
/** The order or the request at the payer was withdrawn. */
interface Cancelled extends Basis {
  readonly state: 'cancelled';
}
/** States only a payer decision can give. */
interface Decided extends Basis {
  readonly state: 'submitted' | 'denied' | 'appealed';
  readonly approvals: SomePayerDecisions;
}
/** An approval fits. */
export interface Granted extends Basis {
  readonly state: 'approved' | 'partial';
  readonly approvals: SomePayerDecisions;
  readonly approval: Approval;
  readonly window: ApprovalWindow;
}
/** An approval's last day has passed. */
interface Expired extends Basis {
  readonly state: 'expired';
  readonly approvals: SomePayerDecisions;
  readonly approval: Approval;
  readonly window: ApprovalWindow & { readonly end: string };
}

/** The status of an authorization, with the fields its state requires. */
export type Standing = Open | Cancelled | Decided | Granted | Expired;

/** The same fields, not yet checked for consistency. */
interface Claimed {
  readonly state: AuthorizationState;
  readonly approvals: PayerDecisions;
  readonly approval?: Approval | undefined;
  readonly window?: Determination['approvalWindow'] | undefined;
  readonly beside?: DecisionsBeside | undefined;
}

const isSome = (approvals: PayerDecisions): approvals is SomePayerDecisions => approvals.length > 0;

/**
 * State, decisions, approval and window as one of the valid combinations; `undefined` for any other: no payer state
 * without a payer decision, and nothing approved or expired without an approval.
 */
export const standingOf = (claimed: Claimed): Standing | undefined => {
  const { state, approvals, approval, window } = claimed;
  const beside = claimed.beside ? { beside: claimed.beside } : {};
  const basis = { ...(approval ? { approval } : {}), ...(window ? { window } : {}), ...beside };
  switch (state) {
    case 'unknown':
    case 'not-required':
    case 'required':
    case 'information-needed':
    case 'cancelled':
      return { state, approvals, ...basis };
    case 'submitted':
    case 'denied':
    case 'appealed':
      return isSome(approvals) ? { state, ...basis, approvals } : undefined;
    case 'approved':
    case 'partial':
      return isSome(approvals) && approval ? { state, ...basis, approvals, approval, window: window ?? {} } : undefined;
    case 'expired':
      return isSome(approvals) && approval && window?.end
        ? { state, ...basis, approvals, approval, window: { ...window, end: window.end } }
        : undefined;
  }
};

export const isGranted = <S extends { readonly state: AuthorizationState }>(
  standing: S,
): standing is Extract<S, { readonly state: 'approved' | 'partial' }> =>
  standing.state === 'approved' || standing.state === 'partial';
