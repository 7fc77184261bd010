import type { Approval } from '../model/approval.ts';
import type { Finding } from '../model/determination.ts';

export const NUMBER_SHARED = 'number-shared';

/** That one authorization is good for one test is usual, and of this payer not known: it is said, and decides nothing. */
export const sharedNumberFindings = ({ sharedNumber }: Approval, line: number): readonly Finding[] =>
  sharedNumber
    ? [
        {
          id: NUMBER_SHARED,
          severity: 'warning',
          line,
          says: 'Another order of this patient for the same test has the same authorization number, and the payer did not say for how many tests it is. One authorization is usually good for one test (assumed: not known of this payer).',
          fix: 'Ask the payer whether it covers both tests, and record the units it says.',
        },
      ]
    : [];
