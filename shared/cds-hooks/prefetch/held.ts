import type { FhirResource } from 'fhir/r4';
import { isObject } from '../../core/model/is-object.ts';
import { isFhirResource } from '../../fhir/read/message/entry.ts';
import type { JsonObject } from '../../fhir/structure/flaw.ts';

/** The same JSON twice: parsed for reading, and exact for sending back. */
export interface Twin {
  readonly plain: unknown;
  readonly exact: unknown;
}

/** A received resource: a copy for reading, and the exact original. */
export interface Held {
  readonly resource: FhirResource;
  readonly exact: JsonObject;
}

const child = ({ plain, exact }: Twin, key: string): Twin => ({
  plain: isObject(plain) ? plain[key] : undefined,
  exact: isObject(exact) ? exact[key] : undefined,
});
export const at = (twin: Twin, ...keys: readonly string[]): Twin => keys.reduce(child, twin);

const itemsOf = ({ plain, exact }: Twin): readonly Twin[] => {
  const others: readonly unknown[] = Array.isArray(exact) ? exact : [];
  return Array.isArray(plain) ? plain.map((item, index) => ({ plain: item, exact: others[index] })) : [];
};

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0);

/** Without the empty objects, arrays and nulls that EHRs leave in incomplete orders. */
const pruned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(pruned).filter((item) => !isNothing(item));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    const rest = pruned(inner);
    return isNothing(rest) ? [] : [[key, rest] as const];
  });
  return Object.fromEntries(kept);
};

export const heldOf = ({ plain, exact }: Twin): Held | undefined => {
  const resource = pruned(plain);
  return isFhirResource(resource) && isObject(exact) ? { resource, exact } : undefined;
};

/** The resources of a Bundle, whatever its type. */
export const entriesHeld = (bundle: Twin): readonly Held[] =>
  itemsOf(at(bundle, 'entry')).flatMap((entry) => heldOf(at(entry, 'resource')) ?? []);
