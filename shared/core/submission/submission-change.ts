import type { SubmissionHead, SubmissionStanding, SubmissionTold } from './submission.ts';
import type { SubmissionCommand, SubmissionProblem } from './submission-commands.ts';

/** What a command changes, and the news of it for the order's record. */
export interface SubmissionEvent {
  readonly at: string;
  readonly by: string;
  readonly standing?: SubmissionStanding;
  readonly head?: Partial<
    Pick<
      SubmissionHead,
      'channel' | 'content' | 'messages' | 'findings' | 'untold' | 'toRecord' | 'exchanges' | 'documentsRead'
    >
  >;
  readonly told?: Omit<SubmissionTold, 'version' | 'at' | 'by'>;
}
export type SubmissionChange = Omit<SubmissionEvent, 'at' | 'by'>;
export type RefusedCommand = { readonly problem: SubmissionProblem };
export type CommandOf<K extends SubmissionCommand['kind']> = Extract<SubmissionCommand, { readonly kind: K }>;

export const UNCHANGED: RefusedCommand = { problem: 'nothing-changed' };
export const isSameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
