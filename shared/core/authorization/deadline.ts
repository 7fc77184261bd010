import type { DueClock } from '../model/determination.ts';

type DeadlineKind =
  | DueClock['kind']
  | 'not-submitted'
  | 'documents'
  | 'approval-ending'
  | 'approval-ended'
  | 'retro-authorization'
  | 'visit-check';

/** Something that is announced when its time comes. */
export interface Deadline {
  readonly kind: DeadlineKind;
  /** An ISO instant, or a local date of the site: its beginning. */
  readonly from: string;
  /** What is due, as far as a date or an instant is known. */
  readonly due?: string;
}

/** The name a deadline is remembered by once it was announced. */
export const deadlineName = ({ kind, due }: Pick<Deadline, 'kind' | 'due'>): string => `${kind} ${due ?? ''}`.trim();
