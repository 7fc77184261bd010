import type { Branded } from './branded.ts';

/** Keyed hash of a patient, used in keys; created only by `app/keys`. */
export type PatientKey = Branded<'PatientKey'>;
/** Keyed hash of a member number, likewise. */
export type MemberKey = Branded<'MemberKey'>;

export const asPatientKey = (keyedHash: string): PatientKey => keyedHash as PatientKey;
export const asMemberKey = (keyedHash: string): MemberKey => keyedHash as MemberKey;
