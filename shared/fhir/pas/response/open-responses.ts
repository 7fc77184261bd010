import type { ClaimResponse, FhirResource, OperationOutcome, Reference } from 'fhir/r4';
import { BOUNDS } from '../../../core/model/bounds.ts';
import { isObject } from '../../../core/model/is-object.ts';
import { isFhirResource, listOf } from '../../read/message/entry.ts';
import { checkStructure } from '../../structure/check-structure.ts';
import { isTestData } from '../../test-label.ts';

/** A ClaimResponse with what stands beside it. */
export interface OpenedResponse {
  readonly response: ClaimResponse;
  readonly beside: readonly FhirResource[];
  /** The resource a reference points to, by its address or its type and id. */
  readonly find: (reference: Reference | undefined) => FhirResource | undefined;
  /** It, or a Bundle around it, is labeled as a test. */
  readonly isTest: boolean;
}

interface OpenedResponses {
  readonly responses: readonly OpenedResponse[];
  readonly outcomes: readonly OperationOutcome[];
  /** What stands there is no valid FHIR, or more than is read. */
  readonly isFlawed: boolean;
}

interface Held {
  readonly fullUrl?: string;
  readonly resource: FhirResource;
}

const heldIn = (bundle: { readonly entry?: unknown }): readonly Held[] =>
  listOf(bundle.entry).flatMap((one): readonly Held[] =>
    isObject(one) && isFhirResource(one.resource)
      ? [{ resource: one.resource, ...(typeof one.fullUrl === 'string' ? { fullUrl: one.fullUrl } : {}) }]
      : [],
  );

/** Something stands there that is no resource: an answer may hide in it. */
const hasUnreadable = (list: unknown, mustHold: boolean): boolean =>
  list !== undefined &&
  !(
    Array.isArray(list) &&
    list.every((one) => isObject(one) && (isFhirResource(one.resource) || (!mustHold && one.resource === undefined)))
  );

const isUnreadable = (value: FhirResource): boolean => {
  if (value.resourceType === 'Parameters') return hasUnreadable(value.parameter, false);
  return value.resourceType === 'Bundle' && hasUnreadable(value.entry, true);
};

interface Group {
  readonly held: readonly Held[];
  readonly isTest: boolean;
}

/** A group of resources that refer to each other: what a Bundle holds, with each Bundle inside as a group of its own. */
const groupsIn = (held: readonly Held[], isTest: boolean): readonly Group[] => {
  const inner = held.flatMap(({ resource }) =>
    resource.resourceType === 'Bundle' ? [{ held: heldIn(resource), isTest: isTest || isTestData(resource) }] : [],
  );
  return [{ held: held.filter(({ resource }) => resource.resourceType !== 'Bundle'), isTest }, ...inner];
};

/** Resources of an answer: a Bundle, Parameters holding Bundles, or a resource alone. */
const heldBy = (value: FhirResource): readonly Held[] => {
  if (value.resourceType === 'Bundle') return heldIn(value);
  if (value.resourceType !== 'Parameters') return [{ resource: value }];
  return listOf(value.parameter).flatMap((one): readonly Held[] =>
    isObject(one) && isFhirResource(one.resource) ? [{ resource: one.resource }] : [],
  );
};

const finder = (group: readonly Held[]): OpenedResponse['find'] => {
  const byName = new Map<string, FhirResource>();
  for (const { fullUrl, resource } of group) {
    if (fullUrl !== undefined) byName.set(fullUrl, resource);
    if (resource.id !== undefined) byName.set(`${resource.resourceType}/${resource.id}`, resource);
  }
  return (reference) => {
    const address = reference?.reference;
    if (typeof address !== 'string') return undefined;
    return byName.get(address) ?? byName.get(address.split('/').slice(-2).join('/'));
  };
};

const isSound = (resource: FhirResource): boolean =>
  checkStructure(resource, { unknownElements: 'ignore' }).length === 0;

/** Every ClaimResponse of what a payer sent. One that is no valid FHIR is none; what stands beside it is left out alone. */
export const openResponses = (value: unknown): OpenedResponses => {
  if (!isFhirResource(value)) return { responses: [], outcomes: [], isFlawed: true };
  const groups = groupsIn(heldBy(value), isTestData(value));
  const all = groups.flatMap(({ held }) => held);
  if (all.length > BOUNDS.requestEntries) return { responses: [], outcomes: [], isFlawed: true };
  let isFlawed = isUnreadable(value) || heldBy(value).some(({ resource }) => isUnreadable(resource));
  const sound = (resource: FhirResource): boolean => {
    const fine = isSound(resource);
    isFlawed ||= !fine && resource.resourceType === 'ClaimResponse';
    return fine;
  };
  const responses = groups.flatMap(({ held, isTest }): readonly OpenedResponse[] => {
    const fit = held.filter(({ resource }) => sound(resource));
    const find = finder(fit);
    const beside = fit.map(({ resource }) => resource);
    return beside.flatMap((response) =>
      response.resourceType === 'ClaimResponse'
        ? [{ response, beside, find, isTest: isTest || isTestData(response) }]
        : [],
    );
  });
  const outcomes = all.flatMap(({ resource }) =>
    resource.resourceType === 'OperationOutcome' && isSound(resource) ? [resource] : [],
  );
  return { responses, outcomes, isFlawed };
};
