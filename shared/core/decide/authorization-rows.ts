import type { Ruleset } from '../model/ruleset.ts';
import type { LineCase } from '../policy/line-case.ts';
import { matchApproval } from '../policy/match-approval.ts';
import type { PriorAuthAnswer } from '../policy/prior-auth.ts';
import { type AuthorizationRow, endIn, type Found, type Seen } from './decided.ts';

export const FITS = 'The approval on file fits code, place, date and units: go ahead inside its window.';
/** A claim may name a number that is not on file. */
const ONLY_NAMED = 'The claim names an authorization number; what it covers is not on file here: check that it fits.';
const NONE_NAMED = 'This test needs an authorization and the claim carries none (CARC 197).';

/**
 * Rows D5 and D6: an approval that fits answers whatever the rules say; one that does not must be corrected where
 * authorization is needed or may be, and so must a claim that needs one and carries none.
 */
export const authorizationRow = (
  line: LineCase,
  found: Found<PriorAuthAnswer, Seen | undefined>,
  ruleset: Ruleset | undefined,
): AuthorizationRow | undefined => {
  const onFile = line.approvals.length
    ? matchApproval(line.approvals, line.service, line.serviceDate, ruleset)
    : undefined;
  if (onFile?.mismatches.length === 0)
    return endIn('D6', found, [onFile.approval.source === 'claim' ? ONLY_NAMED : FITS], onFile);
  if (found.pa === 'not-required') return undefined;
  if (onFile)
    return endIn(
      'D5',
      found,
      onFile.mismatches.map(({ says }) => says),
      onFile,
    );
  return line.use === 'claim' && found.pa === 'required' ? endIn('D5', found, [NONE_NAMED], undefined) : undefined;
};
