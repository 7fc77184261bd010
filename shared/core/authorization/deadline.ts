import type { DueClock } from '../model/determination.ts';

type DeadlineKind =
  | DueClock['kind']
  | 'not-submitted'
  | 'documents'
  | 'approval-ending'
  | 'approval-ended'
  | 'retro-authorization'
  | 'visit-check'
  | 'coverage-check';

/** A deadline to announce when its time comes. */
export interface Deadline {
  readonly kind: DeadlineKind;
  /** An ISO instant, or a date local to the site (its start). */
  readonly from: string;
  /** Date or instant of what is due, where known. */
  readonly due?: string;
}

/** The name stored once a deadline was announced. */
export const deadlineName = ({ kind, due }: Pick<Deadline, 'kind' | 'due'>): string => `${kind} ${due ?? ''}`.trim();
