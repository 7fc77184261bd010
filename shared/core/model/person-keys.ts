import type { Branded } from './branded.ts';

/** Keyed hash that stands for a patient in keys; `app/keys` alone makes it of a patient. */
export type PatientKey = Branded<'PatientKey'>;
/** Keyed hash of a number a payer knows the patient by, likewise. */
export type MemberKey = Branded<'MemberKey'>;

export const asPatientKey = (keyedHash: string): PatientKey => keyedHash as PatientKey;
export const asMemberKey = (keyedHash: string): MemberKey => keyedHash as MemberKey;
