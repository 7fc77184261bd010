import type { FhirResource, Identifier } from 'fhir/r4';
import { isJsonObject } from '../../structure/flaw.ts';
import type { Entry } from './entry.ts';

/** Entries by the names references use; each list nearly always has one element. */
export interface EntryIndex {
  readonly byType: ReadonlyMap<string, readonly Entry[]>;
  readonly byFullUrl: ReadonlyMap<string, readonly Entry[]>;
  readonly byTypeAndId: ReadonlyMap<string, readonly Entry[]>;
  /** `system|value` */
  readonly byIdentifier: ReadonlyMap<string, readonly Entry[]>;
  readonly containedIn: ReadonlyMap<Entry, readonly Entry[]>;
}

export const VERSION = /\/_history\/([^/]+)$/;

/** A resource URL under a server's base URL. */
export const RESOURCE_URL = /^(https?:\/\/.*\/)([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})$/;

export const identifierKey = ({ system = '', value = '' }: Identifier): string => `${system}|${value}`;

const isIdentifier = (value: unknown): value is Identifier => isJsonObject(value) && typeof value.value === 'string';

const identifiersOf = (resource: FhirResource): readonly Identifier[] => {
  const given: unknown = 'identifier' in resource ? resource.identifier : undefined;
  return [given].flat().filter(isIdentifier);
};

const group = <K>(
  entries: readonly Entry[],
  keysOf: (entry: Entry) => readonly K[],
): ReadonlyMap<K, readonly Entry[]> => {
  const groups = new Map<K, Entry[]>();
  for (const entry of entries)
    for (const key of new Set(keysOf(entry))) {
      const members = groups.get(key);
      if (members) members.push(entry);
      else groups.set(key, [entry]);
    }
  return groups;
};

export const indexEntries = (entries: readonly Entry[]): EntryIndex => {
  const top = entries.filter(({ container }) => !container);
  return {
    byType: group(top, ({ resource }) => [resource.resourceType]),
    byFullUrl: group(top, ({ fullUrl }) => (fullUrl ? [fullUrl.replace(VERSION, '')] : [])),
    byTypeAndId: group(top, ({ fullUrl = '', resource: { resourceType, id } }) => [
      ...(id ? [`${resourceType}/${id}`] : []),
      ...(RESOURCE_URL.exec(fullUrl.replace(VERSION, ''))?.slice(2) ?? []),
    ]),
    byIdentifier: group(entries, ({ resource }) => identifiersOf(resource).map(identifierKey)),
    containedIn: group(entries, ({ container }) => (container ? [container] : [])),
  };
};
