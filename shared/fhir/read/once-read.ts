import type { Reference } from 'fhir/r4';
import type { Entry } from './message/entry.ts';
import type { Reading } from './reading.ts';

/**
 * What a reference leads to, read once for a message: hundreds of lines may name the same long resource. A reference that
 * says more than where it leads is read by itself.
 */
export const onceRead = <T>(read: (reading: Reading, reference: Reference, from: Entry) => T) => {
  const known = new WeakMap<Reading, Map<string, T>>();
  return (reading: Reading, reference: Reference, from: Entry): T => {
    if (!reference.reference || reference.identifier) return read(reading, reference, from);
    const ofMessage = known.get(reading) ?? new Map<string, T>();
    known.set(reading, ofMessage);
    const key = JSON.stringify([from.path, reference.reference, reference.type]);
    const found = ofMessage.get(key) ?? read(reading, reference, from);
    ofMessage.set(key, found);
    return found;
  };
};
