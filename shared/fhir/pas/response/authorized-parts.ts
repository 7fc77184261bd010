import type {
  ClaimResponse,
  ClaimResponseAddItem,
  CodeableConcept,
  Extension,
  FhirResource,
  Quantity,
  Reference,
} from 'fhir/r4';
import { NPI } from '../../../codes/systems.ts';
import { compact } from '../../../core/model/compact.ts';
import type { ItemResponse } from '../../../core/submission/payer-response.ts';
import { codeIn, pasExtensions } from '../extensions.ts';
import { DATA_ABSENT } from '../names.ts';
import type { OpenedResponse } from './open-responses.ts';
import { dayOf, firstDayOf, lastDayOf } from './said-texts.ts';

interface Extended {
  readonly extension?: readonly Extension[] | undefined;
}
type Parts = Pick<ItemResponse, 'code' | 'modifiers' | 'units' | 'performer' | 'facility'>;

const partsOf = (element: Extended, name: string): readonly Extension[] =>
  pasExtensions(element, name).flatMap(({ extension = [] }) => extension);

const unitsOf = ({ value, comparator }: Quantity = {}): number | undefined =>
  comparator === undefined && value !== undefined && value >= 0 ? value : undefined;

const modifiersIn = (concepts: readonly CodeableConcept[]): Parts => {
  const codes = concepts.flatMap(({ coding = [] }) => coding.flatMap(({ code }) => code ?? []));
  return codes.length ? { modifiers: codes } : {};
};

const serviceIn = (concept: CodeableConcept | undefined) =>
  concept?.coding?.find(({ system, code }) => code && system !== DATA_ABSENT)?.code;

/** Code and units authorized in place of those asked for, as the item says them. */
export const detailOf = (element: Extended): Parts => {
  const parts = partsOf(element, 'extension-itemAuthorizedDetail');
  return compact({
    code: serviceIn(parts.find(({ url }) => url === 'productOrServiceCode')?.valueCodeableConcept),
    ...modifiersIn(parts.flatMap(({ url, valueCodeableConcept: one }) => (url === 'modifier' && one ? [one] : []))),
    units: unitsOf(parts.find(({ url }) => url === 'quantity')?.valueQuantity),
  });
};

/** The same as an added item says them. */
export const addedDetail = ({ productOrService, modifier = [], quantity }: ClaimResponseAddItem): Parts =>
  compact({ code: serviceIn(productOrService), ...modifiersIn(modifier), units: unitsOf(quantity) });

const npiOf = (resource: FhirResource | undefined, find: OpenedResponse['find']): string | undefined => {
  if (!resource) return undefined;
  const own = 'identifier' in resource && Array.isArray(resource.identifier) ? resource.identifier : [];
  const npi = own.find(({ system, value }) => system === NPI && value)?.value;
  if (npi !== undefined || resource.resourceType !== 'PractitionerRole') return npi;
  const person = find(resource.practitioner);
  return person?.resourceType === 'Practitioner' ? npiOf(person, find) : undefined;
};

const nameOf = (resource: FhirResource): string | undefined =>
  'name' in resource && typeof resource.name === 'string' ? resource.name : undefined;

/** X12 98: a place. */
const PLACES: ReadonlySet<string | undefined> = new Set(['FA', '77']);

const provided = (reference: Reference | undefined, type: string | undefined, opened: OpenedResponse): Parts => {
  const resource = opened.find(reference);
  const npi =
    npiOf(resource, opened.find) ?? (reference?.identifier?.system === NPI ? reference.identifier.value : undefined);
  const isPlace = PLACES.has(type) || resource?.resourceType === 'Location';
  if (!isPlace) return compact({ performer: npi });
  return compact({ facility: npi ?? (resource && nameOf(resource)) });
};

/** Who may perform it and where, as far as the payer names them: the first of each. */
export const providersOf = (element: Extended, opened: OpenedResponse): Parts => {
  const named = pasExtensions(element, 'extension-itemAuthorizedProvider').map(({ extension = [] }) =>
    provided(
      extension.find(({ url }) => url === 'provider')?.valueReference,
      codeIn({ extension }, 'extension-authorizedProviderType'),
      opened,
    ),
  );
  return compact({
    performer: named.find(({ performer }) => performer)?.performer,
    facility: named.find(({ facility }) => facility)?.facility,
  });
};

type Validity = Pick<ItemResponse, 'window' | 'issued'>;

/** Days an authorization is valid, and the day it was issued. */
export const validityOf = (element: Extended, whole: Pick<ClaimResponse, 'preAuthPeriod'> = {}): Validity => {
  const { start, end } =
    pasExtensions(element, 'extension-itemPreAuthPeriod')[0]?.valuePeriod ?? whole.preAuthPeriod ?? {};
  const window = compact({ start: firstDayOf(start), end: lastDayOf(end) });
  const { valueDate, valueDateTime } = pasExtensions(element, 'extension-itemPreAuthIssueDate')[0] ?? {};
  return compact({
    window: window.start === undefined && window.end === undefined ? undefined : window,
    issued: dayOf(valueDate ?? valueDateTime),
  });
};
