import type { Reference } from 'fhir/r4';

/**
 * A reference as it may leave the message it came in. `#x` points into the caller's own resource and would not resolve
 * in ours, so only its type, identifier and display stay; `urn:uuid:` is kept as received, since the caller still has
 * the Bundle that resolves it.
 */
export const outwardReference = (reference: Reference, type?: string): Reference => {
  if (!reference.reference?.startsWith('#')) return reference;
  const { reference: _inner, ...rest } = reference;
  const named = rest.identifier || rest.display ? {} : { display: `${type ?? 'Resource'} contained in the request` };
  return { ...(type ? { type } : {}), ...named, ...rest };
};

const REFERENCE = /^(https?:\/\/|urn:(uuid|oid):|[A-Z][A-Za-z]+\/)/;

/** Where a fact came from; what is not a reference (a path of an answer, a word) is written as text. */
export const evidenceReference = (from: string): Reference =>
  REFERENCE.test(from) ? { reference: from } : { display: from.startsWith('#') ? 'Contained in the request' : from };

/** Resolves only inside the message it came in. */
export const isLocal = (reference: Reference | undefined): boolean => /^(#|urn:)/.test(reference?.reference ?? '');
