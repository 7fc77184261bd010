/** An identifier as received. */
export interface GivenIdentifier {
  readonly system?: string;
  readonly value: string;
}

/** A document that came, by its LOINC types and the lines it is about; no line: all of them. */
export interface GivenAttachment {
  readonly loincs: readonly string[];
  readonly lines: readonly number[];
}

/** Why a readable request is not taken up: an administrative reason, never a decision on the service. */
export interface Rejection {
  /** X12 901. */
  readonly code: string;
  /** X12 889: correct and send again, send again, or do not. */
  readonly followUp: 'C' | 'R' | 'N';
  readonly says: string;
  /** FHIRPath from the Bundle. */
  readonly path?: string;
}

/** One service of a prior authorization request. */
export interface SubmittedItem {
  readonly sequence: number;
  /** Everything a decision on it may rest on, as received; marks of a change are left out. */
  readonly content: unknown;
  readonly traceNumbers: readonly GivenIdentifier[];
  /** Names of the service, the requested one first. */
  readonly codes: readonly string[];
  /** First and last day asked for. */
  readonly days?: { readonly start: string; readonly end: string };
  /** The requester says it was changed or added. */
  readonly isMarked: boolean;
  readonly isCancelled: boolean;
}

/** Who a request is about and who asks, as far as it says. */
export interface RequestParties {
  readonly memberIds: readonly string[];
  readonly birthDate?: string;
  /** Of who orders and who renders, and of their organizations. */
  readonly npis: readonly string[];
  /** `system|value` of the insurer. */
  readonly insurers: readonly string[];
}

/** Who a request is about, in words for people. */
export interface RequestAbout {
  /** The patient as the audit trail names it. */
  readonly reference?: string;
  readonly patient?: string;
  /** Who asks. */
  readonly requester?: string;
  readonly insurer?: string;
}

/** A prior authorization request that was read. */
export interface SubmittedRequest {
  /** Trace numbers of the Claim; the first names it. */
  readonly trace: readonly [GivenIdentifier, ...GivenIdentifier[]];
  /** The Claim this one changes. */
  readonly prior?: { readonly trace: readonly GivenIdentifier[]; readonly path: string };
  /** The whole request is withdrawn. */
  readonly cancelsAll: boolean;
  /** Why, in the requester's words, where the message gives a reason. */
  readonly cancelReason?: string;
  /** System that sends, where the request names it. */
  readonly sender?: string;
  /** A clinician states that waiting could do harm. */
  readonly isExpedited: boolean;
  readonly parties: RequestParties;
  readonly about: RequestAbout;
  /** What all items rest on beside their own content. */
  readonly shared: unknown;
  readonly items: readonly SubmittedItem[];
  /** Documents among its supporting information, as far as they say what they are. */
  readonly documents: readonly GivenAttachment[];
  /** Last day any of the services is asked for, where one is named. */
  readonly serviceUntil?: string;
}
