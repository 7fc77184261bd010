/** An authorization a payer gave, as recorded by staff, a payer message or a claim's `preAuthRef`. */
export interface Approval {
  /** The Coverage reference or payer id it was given under. */
  readonly payer?: string;
  readonly number?: string;
  /** What the number is, where it is no authorization: then nothing is authorized by it. Absent = authorization. */
  readonly numberKind?: 'case' | 'call-reference';
  readonly decision: 'approved' | 'partial' | 'denied' | 'pended' | 'cancelled' | 'not-required' | 'appealed';
  readonly codes: readonly string[];
  /** The payer named no codes: these were the ordered ones when it decided. */
  readonly codesAssumed?: true;
  readonly start?: string;
  readonly end?: string;
  readonly units?: number;
  readonly unitsUsed?: number;
  /** Another order of the patient for the same test comes first at the number, and the payer told no units. Worked out, never recorded. */
  readonly sharedNumber?: true;
  readonly placeOfService?: string;
  readonly facility?: string;
  readonly performer?: string;
  readonly source: 'portal' | 'phone' | 'fax' | 'x12-278' | 'letter' | 'claim' | 'payer';
  /** When the decision was received, ISO instant; and the local date an approval without a period starts from. */
  readonly receivedAt: string;
  readonly issued?: string;
  readonly reason?: string;
  /** Who at the payer said so. */
  readonly toldBy?: string;
  /** Of a request: a clinician stated that waiting could do harm, so the shorter clock runs. */
  readonly expedited?: true;
  readonly recordedAt?: string;
  /** Of an answer to a request of ours. */
  readonly requested?: RequestedParties;
}

/** Who the request named that a decision answers, by NPI and tax number; what it left out is not there. */
export interface RequestedParties {
  readonly performer?: string;
  readonly group?: string;
  readonly site?: string;
  /** Nine digits. */
  readonly tin?: string;
}

/** How many payer decisions of an order are stored beside its record, in items of their own. */
export interface DecisionsBeside {
  readonly count: number;
  /** Of these, not replaced by a later decision: answers depend on them. */
  readonly counting: number;
}

/** First and last day an approval covers, both included, as far as they are known. */
export interface ApprovalWindow {
  readonly start?: string;
  readonly end?: string;
  /** The end is only assumed: so many days are usual, and the plan's own length is not known. */
  readonly usualDays?: number;
}

/** What a payer that has not decided waits for: papers it asked for, that somebody asks it for
 * the authorization number, to be notified of a test it exempts, or the approval of the plan before. */
export type PayerAwaits = 'documents' | 'number' | 'notification' | 'earlier-approval';

/** How an approval on file differs from what is ordered. */
export interface Mismatch {
  readonly part: 'code' | 'place' | 'facility' | 'performer' | 'units' | 'date';
  /** Foreseeable claim adjustment reason. */
  readonly carc: string;
  readonly says: string;
}
