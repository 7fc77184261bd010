import type { Approval } from '../model/determination.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { LineCase } from '../policy/line-case.ts';
import { isUnnumbered, matchApproval } from '../policy/match-approval.ts';
import type { PriorAuthAnswer } from '../policy/prior-auth.ts';
import { type AuthorizationRow, endIn, type Found, type Seen } from './decided.ts';

const FITS = 'The approval on file fits code, place, date and units: go ahead inside its window.';
const FITS_SO_FAR = 'The approval on file fits in what was told of it: go ahead inside its window.';
/** A claim may name a number that is not on file. */
const ONLY_NAMED = 'The claim names an authorization number; what it covers is not on file here: check that it fits.';
const NO_AUTHORIZATION =
  'The number on file is a case or call-reference number: the claim carries no authorization (CARC 197).';
const NONE_NAMED = 'This test needs an authorization and the claim carries none (CARC 197).';

/** What an approval leaves open was not compared with the order: it is said so, not taken as fitting. */
const notTold = ({ codes, codesAssumed, placeOfService, start, end, units }: Approval): readonly string[] => [
  ...(codes.length === 0 || codesAssumed ? ['code'] : []),
  ...(placeOfService === undefined ? ['place'] : []),
  ...(start === undefined && end === undefined ? ['dates'] : []),
  ...(units === undefined ? ['units'] : []),
];

const fitSays = (approval: Approval): readonly string[] => {
  if (approval.source === 'claim') return [ONLY_NAMED];
  const open = notTold(approval);
  return open.length ? [FITS_SO_FAR, `Not told with it, so not compared: ${open.join(', ')}.`] : [FITS];
};

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
  if (onFile?.mismatches.length === 0) return endIn('D6', found, fitSays(onFile.approval), onFile);
  if (found.pa === 'not-required') return undefined;
  if (onFile)
    return endIn(
      'D5',
      found,
      onFile.mismatches.map(({ says }) => says),
      onFile,
    );
  if (line.use !== 'claim' || found.pa !== 'required') return undefined;
  return endIn('D5', found, [line.approvals.some(isUnnumbered) ? NO_AUTHORIZATION : NONE_NAMED], undefined);
};
