import type { Evidence } from '../model/evidence.ts';
import type { GivenIdentifier } from '../model/message/submitted-request.ts';

/** A postal address as a payer is told it. */
export interface PostalAddress {
  readonly lines: readonly string[];
  readonly city?: string;
  /** Two letters. */
  readonly state?: string;
  readonly postalCode?: string;
}

/** A person or an organization by its numbers, as far as the messages on file tell. */
export interface RequestParty {
  readonly name?: { readonly family?: string; readonly given?: string } | { readonly organization: string };
  readonly npi?: string;
  /** Tax identification number, digits. */
  readonly tin?: string;
  readonly phone?: string;
  readonly fax?: string;
  readonly address?: PostalAddress;
}

/** Patient and membership. */
export interface RequestMember {
  readonly memberId?: string;
  readonly family?: string;
  readonly given?: string;
  /** YYYY-MM-DD. */
  readonly birthDate?: string;
  readonly sex?: 'female' | 'male' | 'unknown';
  readonly address?: PostalAddress;
  /** The patient is not the subscriber: how the subscriber is related, FHIR `subscriber-relationship`. */
  readonly relationship?: string;
  readonly subscriber?: { readonly family?: string; readonly given?: string; readonly birthDate?: string };
  readonly group?: string;
}

/** One service asked for; codes asked for together are items of one request. */
export interface RequestItem {
  /** 1-based; kept over updates. */
  readonly sequence: number;
  readonly trace: GivenIdentifier;
  /** CPT or HCPCS. */
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  /** First and last day asked for, YYYY-MM-DD, both included. */
  readonly days: { readonly start: string; readonly end: string };
  /** CMS place of service. */
  readonly placeOfService?: string;
  /** ICD-10-CM, the reason for the test first. */
  readonly diagnoses: readonly string[];
}

/** What speaks for the request, criterion by criterion, as the answer on file has it. */
export interface RequestCriterion {
  readonly says: string;
  readonly result: 'met' | 'not-met' | 'unknown';
  readonly level: Evidence;
  /** What it rests on, in words a reviewer can check, with dates. */
  readonly evidence: readonly string[];
}

/** Characters of base64 of the documents of one message together: what is beyond is named in words and sent on request. */
export const MOST_ATTACHED = 3_500_000;

/** A document that goes with the request, or is still to come. */
export interface RequestDocument {
  readonly name: string;
  /** LOINC, where the kind of document has one. */
  readonly loinc?: string;
  readonly state: 'attached' | 'in-chart' | 'missing';
  /** Digest under which the document store has its bytes. */
  readonly digest?: string;
  readonly contentType?: string;
}

/**
 * A prior authorization request as one payer is asked for one order, in no dialect: the FHIR bundle, the 278 and the page for
 * a portal are all written from it.
 */
export interface RequestContent {
  /** Names the request for the payer over all its messages: trace number of the first. */
  readonly trace: GivenIdentifier;
  /** Payer id of the rules, and how its messages name it. */
  readonly payer: { readonly id: string; readonly name: string; readonly identifiers: readonly GivenIdentifier[] };
  readonly member: RequestMember;
  /** Who orders, who performs (person), the group that bills it, and the place it is done at. */
  readonly ordering: RequestParty;
  readonly rendering?: RequestParty;
  readonly group?: RequestParty;
  readonly site?: RequestParty;
  /** Who sends the request: the practice of the tenant. */
  readonly requester: RequestParty;
  readonly items: readonly RequestItem[];
  /** A clinician stated that waiting could do harm. */
  readonly isExpedited: boolean;
  readonly criteria: readonly RequestCriterion[];
  readonly documents: readonly RequestDocument[];
  /** Free words of the practice to the reviewer. */
  readonly note?: string;
  /** Number of an earlier authorization this request replaces or continues. */
  readonly earlierNumber?: string;
}
