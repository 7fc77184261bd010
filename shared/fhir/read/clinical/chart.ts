import type { FhirResource } from 'fhir/r4';

/** What a message contains about one patient, as the fact readers see it. */
export interface Chart {
  /** Resources of the message that concern this patient, with the reference an answer may cite; orders, Coverage etc. may be among them and are ignored. */
  readonly entries: readonly { readonly resource: FhirResource; readonly reference: string }[];
  /** Resource types that were searched completely: no hit = absent. */
  readonly complete: ReadonlySet<string>;
  /** Codings given as the reason or diagnosis of the order or claim, any system. */
  readonly reasons: readonly { readonly system?: string; readonly code: string; readonly reference: string }[];
}
