import type { Identifier, Reference } from 'fhir/r4';
import { isObject } from '../../../core/model/is-object.ts';
import { isLocal, outwardReference } from '../../outward-reference.ts';
import type { Entry } from './entry.ts';
import type { Message } from './message.ts';
import { lookUp } from './references.ts';

const isIdentifier = (value: unknown): value is Identifier => isObject(value) && typeof value.value === 'string';

const identifierOf = ({ resource }: Entry): Identifier | undefined => {
  const given: unknown = Reflect.get(resource, 'identifier');
  const [found] = [given].flat().filter(isIdentifier);
  if (found) return found;
  return resource.resourceType === 'Coverage' && resource.subscriberId ? { value: resource.subscriberId } : undefined;
};

const nameOf = ({ resource }: Entry): string | undefined =>
  resource.resourceType === 'Organization' ? resource.name : undefined;

const placeOf = ({ resource: { resourceType }, path, container }: Entry): string => {
  if (container) return `${resourceType} contained in the request`;
  const [, index] = /entry\[(\d+)\]/.exec(path) ?? [];
  return index === undefined
    ? `${resourceType} of the request`
    : `${resourceType}, entry ${Number(index) + 1} of the request`;
};

/** By the id its own server gave it, else by an identifier, else in words. */
const outwardTo = (entry: Entry, { reference: _local, ...rest }: Reference): Reference => {
  const { id, resourceType: type } = entry.resource;
  if (id && !entry.container) return { ...rest, reference: `${type}/${id}` };
  const identifier = rest.identifier ?? identifierOf(entry);
  const display = rest.display ?? nameOf(entry) ?? (identifier ? undefined : placeOf(entry));
  return { ...rest, type, ...(identifier ? { identifier } : {}), ...(display ? { display } : {}) };
};

/**
 * A reference as it can be kept: `urn:uuid:` and `#x` resolve in their message only, and the message is gone when a
 * stored answer is read.
 */
export const outwardOf = (message: Message, reference: Reference, from: Entry): Reference => {
  if (!isLocal(reference)) return reference;
  const found = lookUp(message, reference, from);
  return found.is === 'found' ? outwardTo(found.entry, reference) : outwardReference(reference);
};

const isReference = (value: unknown): value is Reference => isObject(value) && typeof value.reference === 'string';

/** A copy of anything out of the message in which every reference can be kept. */
export const outwardCopy = <T>(message: Message, value: T, from: Entry): T => {
  const copy = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(copy);
    if (!isObject(one)) return one;
    const fields = Object.entries(isReference(one) ? outwardOf(message, one, from) : one);
    return Object.fromEntries(fields.map(([name, inner]) => [name, copy(inner)]));
  };
  return copy(value) as T;
};
