import type { Assessment } from '../assessment.ts';
import type { Inquiry } from './inquiry.ts';

/**
 * An inquiry as stored: its dialect as `door`, its first name; no mode, since only recorded messages are stored; and no name of
 * the patient, which a record keeps in its own way.
 */
export interface StoredInquiry extends Omit<Inquiry, 'dialect' | 'mode' | 'patient'> {
  readonly door: Inquiry['dialect'];
  readonly patient: Omit<Inquiry['patient'], 'name'>;
}
export type StoredAssessment = Omit<Assessment, 'inquiry'> & { readonly inquiry: StoredInquiry };

export const toStored = ({ dialect, mode: _mode, patient, ...rest }: Inquiry): StoredInquiry => {
  const { name: _name, ...kept } = patient;
  return { door: dialect, ...rest, patient: kept };
};

export const fromStored = ({ door, ...rest }: StoredInquiry): Inquiry => ({ dialect: door, mode: 'record', ...rest });
