import type { Assessment } from '../assessment.ts';
import type { Inquiry } from './inquiry.ts';

/** An inquiry as stored: its dialect as `door`, its first name, and no mode, since only recorded messages are stored. */
export interface StoredInquiry extends Omit<Inquiry, 'dialect' | 'mode'> {
  readonly door: Inquiry['dialect'];
}
export type StoredAssessment = Omit<Assessment, 'inquiry'> & { readonly inquiry: StoredInquiry };

export const toStored = ({ dialect, mode: _mode, ...rest }: Inquiry): StoredInquiry => ({ door: dialect, ...rest });

export const fromStored = ({ door, ...rest }: StoredInquiry): Inquiry => ({ dialect: door, mode: 'record', ...rest });
