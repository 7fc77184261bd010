import type { Approval, AuthorizationState, Determination } from '../model/determination.ts';

/** First and last day an approval covers, both included, as far as they are known. */
export interface ApprovalWindow {
  readonly start?: string;
  readonly end?: string;
}
/** Decisions of the payer as recorded, oldest first. */
type PayerDecisions = readonly Approval[];
type SomePayerDecisions = readonly [Approval, ...Approval[]];

interface Basis {
  /** Every decision of the payer, as recorded. */
  readonly approvals: PayerDecisions;
  /** The one the answer rests on, whether or not it fits; none once it was taken back. */
  readonly approval?: Approval;
  readonly window?: ApprovalWindow;
}
/** What the rules alone can say; a payer may have spoken all the same. */
interface Open extends Basis {
  readonly state: 'unknown' | 'not-required' | 'required' | 'information-needed';
}
/** The order was withdrawn, or the request at the payer was. */
interface Cancelled extends Basis {
  readonly state: 'cancelled';
}
/** What only the payer can have said. */
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

/** Where an authorization stands, with what that state cannot be without. */
export type Standing = Open | Cancelled | Decided | Granted | Expired;

/** The same, of which it is not known yet whether it goes together. */
interface Claimed {
  readonly state: AuthorizationState;
  readonly approvals: PayerDecisions;
  readonly approval?: Approval | undefined;
  readonly window?: Determination['approvalWindow'] | undefined;
}

const isSome = (approvals: PayerDecisions): approvals is SomePayerDecisions => approvals.length > 0;

/**
 * State, decisions, approval and window as one of the forms they can have together; `undefined` where they cannot: no
 * payer is quoted who has not spoken, and nothing is approved or expired without an approval.
 */
export const standingOf = ({ state, approvals, approval, window }: Claimed): Standing | undefined => {
  const basis = { ...(approval ? { approval } : {}), ...(window ? { window } : {}) };
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
      return isSome(approvals) && approval ? { state, approvals, approval, window: window ?? {} } : undefined;
    case 'expired':
      return isSome(approvals) && approval && window?.end
        ? { state, approvals, approval, window: { ...window, end: window.end } }
        : undefined;
  }
};

export const isGranted = <S extends { readonly state: AuthorizationState }>(
  standing: S,
): standing is Extract<S, { readonly state: 'approved' | 'partial' }> =>
  standing.state === 'approved' || standing.state === 'partial';
