import type { Bundle, BundleEntry, OperationOutcome, Parameters, Resource } from 'fhir/r4';
import type { ReviewRequest } from '../../../core/authorization/review-request.ts';
import type { Echoing } from './echo-entries.ts';
import { inquiryEntries, type PasServer, pasMeta } from './write-review-response.ts';

/** A request on file, ready to be told. */
interface Told {
  readonly request: ReviewRequest;
  readonly echoing: Echoing;
  /** Number of its pend. */
  readonly reference: string;
}

const CUT: OperationOutcome = {
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'warning',
      code: 'incomplete',
      details: { text: 'There are more requests than are told; name a service, a date or a number.' },
    },
  ],
};

/** A Bundle of 2.0.1 may not be empty. */
const NONE: OperationOutcome = {
  resourceType: 'OperationOutcome',
  issue: [
    {
      severity: 'information',
      code: 'not-found',
      details: { text: 'No request of this member and provider is on file.' },
    },
  ],
};

const bundleOf = (
  entry: readonly BundleEntry[],
  of: unknown,
  at: string,
  isTest: boolean,
  { uuid }: PasServer,
): Bundle => ({
  resourceType: 'Bundle',
  meta: pasMeta('profile-pas-inquiry-response-bundle', isTest),
  identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${uuid(['inquiry', of, at])}` },
  type: 'collection',
  timestamp: at,
  ...(entry.length ? { entry: [...entry] } : {}),
});

const isBundle = (resource: Resource | undefined): resource is Bundle => resource?.resourceType === 'Bundle';

/** Resources of an answer to an inquiry, those of each Bundle counted. */
export const entriesToldIn = (answer: Bundle | Parameters): number =>
  answer.resourceType === 'Bundle'
    ? (answer.entry?.length ?? 0)
    : (answer.parameter ?? []).reduce(
        (count, { resource }) => count + (isBundle(resource) ? (resource.entry?.length ?? 0) : 1),
        0,
      );

const nameOf = ({ request: { id, version } }: Told) => [id, version];

/** 2.2.1: a Bundle each, as parameters. Nothing found is no parameter. */
export const writeInquiryParameters = (
  told: readonly Told[],
  { isCut, at }: { readonly isCut: boolean; readonly at: string },
  server: PasServer,
): Parameters => {
  const bundles = told.map((one) =>
    bundleOf(
      inquiryEntries(one.request, one.echoing, server, one.reference),
      nameOf(one),
      at,
      one.request.isTest,
      server,
    ),
  );
  const parameter = [...bundles, ...(isCut ? [CUT] : [])].map((resource) => ({ name: 'return', resource }));
  return { resourceType: 'Parameters', ...(parameter.length ? { parameter } : {}) };
};

/** 2.0.1: one Bundle; a resource several answers refer to stands in it once, by its fullUrl. */
export const writeInquiryBundle = (
  told: readonly Told[],
  { isCut, at }: { readonly isCut: boolean; readonly at: string },
  server: PasServer,
): Bundle => {
  const all = told.flatMap((one) => inquiryEntries(one.request, one.echoing, server, one.reference));
  const entries = [...new Map(all.map((entry) => [entry.fullUrl, entry])).values()];
  const said = isCut ? CUT : entries.length ? undefined : NONE;
  const warning = said ? [{ fullUrl: `urn:uuid:${server.uuid(['outcome', at])}`, resource: said }] : [];
  const names = told.map(nameOf);
  return bundleOf(
    [...entries, ...warning],
    names,
    at,
    told.some(({ request }) => request.isTest),
    server,
  );
};
