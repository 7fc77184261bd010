import type { Claim, CodeableConcept, CoverageEligibilityRequest, Quantity, Reference } from 'fhir/r4';
import type { Assessment } from '../core/model/assessment.ts';
import { isObject } from '../core/model/is-object.ts';

/** One line as received; same order as `Inquiry.lines`. */
export interface EchoLine {
  readonly productOrService?: CodeableConcept;
  readonly modifier?: CodeableConcept[];
  readonly provider?: Reference;
  readonly facility?: Reference;
  readonly quantity?: Quantity;
  /** Of a Claim item: its own number. */
  readonly sequence?: number;
  /** The ServiceRequest behind the line. */
  readonly orderReference?: Reference;
  readonly category?: CodeableConcept;
}

/**
 * FHIR fragments of the message that writers repeat; readers write it, no other code looks inside. Its references mean
 * the same outside the message, except `requestReference`.
 */
export interface Echo {
  readonly patient: Reference;
  /** As received, without contained bulk. */
  readonly request?: CoverageEligibilityRequest | Claim;
  /** How the message itself identifies the request: its `fullUrl` or `Type/id`. */
  readonly requestReference?: string;
  readonly insurer?: Reference;
  readonly insurerDisplay?: string;
  readonly provider?: Reference;
  /** Same order as `Inquiry.coverages`. */
  readonly coverages: readonly { readonly reference: Reference }[];
  readonly lines: readonly EchoLine[];
  /** Outward references of evidence that the message names by `urn:uuid:`. */
  readonly evidence?: Readonly<Record<string, Reference>>;
}

const isEcho = (value: unknown): value is Echo =>
  isObject(value) &&
  isObject(value.patient) &&
  Array.isArray(value.coverages) &&
  value.coverages.every((one) => isObject(one) && isObject(one.reference)) &&
  Array.isArray(value.lines) &&
  value.lines.every(isObject) &&
  (value.request === undefined || (isObject(value.request) && typeof value.request.resourceType === 'string'));

/** The echo of an answered message. Throws when the reader set none: that is a bug, not a caller's mistake. */
export const echoOf = (assessment: Pick<Assessment, 'inquiry'>): Echo => {
  const { echo } = assessment.inquiry;
  if (!isEcho(echo)) throw new Error('The inquiry carries no echo of the message it was read from.');
  return echo;
};
