import type { Reference } from 'fhir/r4';
import { type Entry, isA, type Of, type ResourceType } from './entry.ts';
import { identifierKey, RESOURCE_URL, VERSION } from './entry-index.ts';
import type { Message } from './message.ts';

/** What a reference resolves to: one resource of the message, several, missing though required, or outside of it. */
type Lookup = { readonly is: 'found'; readonly entry: Entry } | { readonly is: 'ambiguous' | 'dangling' | 'outside' };

const TYPE_AND_ID = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/;

const OUTSIDE: Lookup = { is: 'outside' };
const DANGLING: Lookup = { is: 'dangling' };

const one = ([entry, more]: readonly Entry[], none: Lookup): Lookup => {
  if (!entry) return none;
  return more ? { is: 'ambiguous' } : { is: 'found', entry };
};

/** Contained resources are visible to their container and to each other. */
const withinContainer = ({ index }: Message, from: Entry, id: string): Lookup => {
  const container = from.container ?? from;
  if (id === '') return { is: 'found', entry: container };
  return one(
    (index.containedIn.get(container) ?? []).filter(({ resource }) => resource.id === id),
    DANGLING,
  );
};

const byAddress = ({ index }: Message, from: Entry, address: string): readonly Entry[] => {
  const exact = index.byFullUrl.get(address);
  if (exact) return exact;
  if (TYPE_AND_ID.test(address)) {
    const [, base = ''] = RESOURCE_URL.exec((from.container ?? from).fullUrl ?? '') ?? [];
    return index.byFullUrl.get(base + address) ?? index.byTypeAndId.get(address) ?? [];
  }
  // A resource that does not give its server may be the target.
  const [, , relative = ''] = RESOURCE_URL.exec(address) ?? [];
  return (index.byTypeAndId.get(relative) ?? []).filter(({ fullUrl }) => !fullUrl?.startsWith('http'));
};

/** Resolves a reference as FHIR does in a Bundle: `#id`, `fullUrl`, relative to a server, versioned, by identifier. */
export const lookUp = (message: Message, { reference, identifier, type }: Reference, from: Entry): Lookup => {
  if (reference?.startsWith('#')) return withinContainer(message, from, reference.slice(1));
  const version = reference && VERSION.exec(reference)?.[1];
  const addressed = reference ? byAddress(message, from, reference.replace(VERSION, '')) : [];
  const targets = version
    ? addressed.filter(({ resource }) => (resource.meta?.versionId ?? version) === version)
    : addressed;
  if (targets.length) return one(targets, OUTSIDE);
  const identified = identifier?.value ? (message.index.byIdentifier.get(identifierKey(identifier)) ?? []) : [];
  const typed = identified.filter(({ resource }) => type === undefined || resource.resourceType === type);
  return one(typed, /^urn:(uuid|oid):/.test(reference ?? '') ? DANGLING : OUTSIDE);
};

/** The resource of one of these types a reference resolves to, if it is in the message. */
export const follow = <T extends ResourceType>(
  message: Message,
  reference: Reference | undefined,
  from: Entry,
  ...types: readonly T[]
): Entry<Of<T>> | undefined => {
  const found = reference ? lookUp(message, reference, from) : OUTSIDE;
  return found.is === 'found' && isA(found.entry, ...types) ? found.entry : undefined;
};
