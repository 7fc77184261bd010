import type { Reference } from 'fhir/r4';
import { type Entry, isA, type Of, type ResourceType } from './entry.ts';
import { BEHIND_BASE, identifierKey, VERSION } from './entry-index.ts';
import type { Message } from './message.ts';

/** Where a reference leads: to one resource of the message, to several, to none it must have, or out of it. */
type Lookup = { readonly is: 'found'; readonly entry: Entry } | { readonly is: 'ambiguous' | 'dangling' | 'outside' };

const TYPE_AND_ID = /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/;

const OUTSIDE: Lookup = { is: 'outside' };
const DANGLING: Lookup = { is: 'dangling' };

const one = ([entry, more]: readonly Entry[], none: Lookup): Lookup => {
  if (!entry) return none;
  return more ? { is: 'ambiguous' } : { is: 'found', entry };
};

/** Contained resources are seen by their container and by each other. */
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
    const [, base = ''] = BEHIND_BASE.exec((from.container ?? from).fullUrl ?? '') ?? [];
    return index.byFullUrl.get(base + address) ?? index.byTypeAndId.get(address) ?? [];
  }
  // A resource that does not say its server may be the one meant.
  const [, , relative = ''] = BEHIND_BASE.exec(address) ?? [];
  return (index.byTypeAndId.get(relative) ?? []).filter(({ fullUrl }) => !fullUrl?.startsWith('http'));
};

/** Follows a reference as FHIR does in a Bundle: `#id`, `fullUrl`, relative to a server, versioned, by identifier. */
export const lookUp = (message: Message, { reference, identifier, type }: Reference, from: Entry): Lookup => {
  if (reference?.startsWith('#')) return withinContainer(message, from, reference.slice(1));
  const version = reference && VERSION.exec(reference)?.[1];
  const addressed = reference ? byAddress(message, from, reference.replace(VERSION, '')) : [];
  const meant = version
    ? addressed.filter(({ resource }) => (resource.meta?.versionId ?? version) === version)
    : addressed;
  if (meant.length) return one(meant, OUTSIDE);
  const identified = identifier?.value ? (message.index.byIdentifier.get(identifierKey(identifier)) ?? []) : [];
  const typed = identified.filter(({ resource }) => type === undefined || resource.resourceType === type);
  return one(typed, /^urn:(uuid|oid):/.test(reference ?? '') ? DANGLING : OUTSIDE);
};

/** The resource of one of these types a reference leads to, if the message holds it. */
export const follow = <T extends ResourceType>(
  message: Message,
  reference: Reference | undefined,
  from: Entry,
  ...types: readonly T[]
): Entry<Of<T>> | undefined => {
  const found = reference ? lookUp(message, reference, from) : OUTSIDE;
  return found.is === 'found' && isA(found.entry, ...types) ? found.entry : undefined;
};
