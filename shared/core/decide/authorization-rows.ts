import type { Approval } from '../model/approval.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { LineCase } from '../policy/line-case.ts';
import { type ApprovalOnFile, approvalWindow, matchApproval } from '../policy/match-approval.ts';
import { isUnnumbered } from '../policy/named-numbers.ts';
import type { PriorAuthAnswer } from '../policy/prior-auth.ts';
import { type AuthorizationRow, endIn, type Found, type Seen } from './decided.ts';

/** What a plan's usual length of approval is added to. */
export const INSIDE_WINDOW = 'inside its window';
const FITS = `The approval on file fits code, place, date and units: go ahead ${INSIDE_WINDOW}.`;
const FITS_SO_FAR = `The approval on file fits in what was told of it: go ahead ${INSIDE_WINDOW}.`;
const NO_END = 'The approval on file fits code, place and units, but until when it holds is not known: ask the payer.';
/** A claim may name a number that is not on file. */
const ONLY_NAMED = 'The claim names an authorization number; what it covers is not on file here: check that it fits.';
/** Why a claim that needs an authorization has none that counts. */
const NONE_COUNTS = {
  'another-patient':
    'The authorization number on the claim is on file for another patient: it does not count here (CARC 197).',
  'another-payer':
    'The authorization number on the claim is on file for another payer: it does not count here (CARC 197).',
  'unknown-patient':
    'The authorization number on the claim is on file, but nothing on the claim tells whether it is for this patient: name the patient by identifier or member number.',
  'not-approved':
    'The authorization number on the claim is on file, but not as an approval in force: see what the payer decided (CARC 197).',
  'no-authorization':
    'The approval on file has no authorization number, and a case or call-reference number is none: the claim carries no authorization (CARC 197).',
  none: 'This test needs an authorization and the claim carries none (CARC 197).',
} as const;

/** What an approval leaves open was not compared with the order: it is said so, not taken as fitting. */
const notTold = ({ codes, codesAssumed, placeOfService, start, end, units }: Approval): readonly string[] => [
  ...(codes.length === 0 || codesAssumed ? ['code'] : []),
  ...(placeOfService === undefined ? ['place'] : []),
  ...(start === undefined && end === undefined ? ['dates'] : []),
  ...(units === undefined ? ['units'] : []),
];

const fitSays = ({ approval }: ApprovalOnFile, ruleset: Ruleset | undefined): readonly string[] => {
  if (approval.source === 'claim') return [ONLY_NAMED];
  const open = notTold(approval);
  const fits = open.length ? FITS_SO_FAR : FITS;
  return [
    approvalWindow(approval, ruleset).end ? fits : NO_END,
    ...(open.length ? [`Not told with it, so not compared: ${open.join(', ')}.`] : []),
  ];
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
  if (onFile?.mismatches.length === 0) return endIn('D6', found, fitSays(onFile, ruleset), onFile);
  if (found.pa === 'not-required') return undefined;
  if (onFile)
    return endIn(
      'D5',
      found,
      onFile.mismatches.map(({ says }) => says),
      onFile,
    );
  if (line.use !== 'claim' || found.pa !== 'required') return undefined;
  const why =
    line.numbers?.misnamed ??
    (line.approvals.some(isUnnumbered) ? 'no-authorization' : line.numbers ? 'not-approved' : 'none');
  return endIn('D5', found, [NONE_COUNTS[why]], undefined);
};
