import type { Reference } from 'fhir/r4';

/** Resolves only inside the message it came in. */
export const isLocal = (reference: Reference | undefined): boolean => /^(#|urn:)/.test(reference?.reference ?? '');

/**
 * A reference that means the same outside its message. The readers make them so; one that is still `#x` or `urn:uuid:`
 * (nothing named it otherwise, or it was stored before readers did) keeps its type, identifier and display.
 */
export const outwardReference = (reference: Reference, type?: string): Reference => {
  if (!isLocal(reference)) return reference;
  const { reference: local = '', ...rest } = reference;
  const where = local.startsWith('#') ? 'contained in' : 'of';
  const named = rest.identifier || rest.display ? {} : { display: `${type ?? 'Resource'} ${where} the request` };
  return { ...(type ? { type } : {}), ...named, ...rest };
};

const FHIR_ID = /^[A-Za-z0-9\-.]{1,64}$/;
/** Made here from the content of a patient that nothing names. */
const DIGEST = /^[0-9a-f]{40}$/;

/** A patient as records name it: a reference, an identifier as `system|value`, or only a key of ours. */
export const patientReference = (patient: string, id?: string): Reference => {
  const known = [patient, id ?? ''].find((one) => one.includes('|'));
  if (!isLocal({ reference: patient }) && patient !== known) return { reference: patient };
  if (known !== undefined) {
    const [, system, value = ''] = /^(?:Patient\/)?(.*?)\|(.*)$/s.exec(known) ?? [];
    return { type: 'Patient', identifier: { ...(system ? { system } : {}), value } };
  }
  return id && FHIR_ID.test(id) && !DIGEST.test(id)
    ? { reference: `Patient/${id}` }
    : outwardReference({ reference: patient }, 'Patient');
};

const REFERENCE = /^(https?:\/\/|[A-Z][A-Za-z]+\/)/;

/** Where a fact came from; what is not a reference (a path of an answer, a word) is written as text. */
export const evidenceReference = (from: string, outward: Readonly<Record<string, Reference>> = {}): Reference => {
  if (REFERENCE.test(from)) return { reference: from };
  if (!isLocal({ reference: from })) return { display: from };
  return outward[from] ?? { display: from.startsWith('#') ? 'Contained in the request' : 'In the request' };
};
