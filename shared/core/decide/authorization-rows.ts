import type { Ruleset } from '../model/ruleset.ts';
import type { LineCase } from '../policy/line-case.ts';
import { matchApproval } from '../policy/match-approval.ts';
import type { Need, TableRow } from './decided.ts';

const FITS = 'The approval on file fits code, place, date and units: go ahead inside its window.';
/** A claim may name a number nobody recorded here. */
const ONLY_NAMED = 'The claim names an authorization number; what it covers is not on file here: check that it fits.';

/**
 * Rows D5 and D6: an approval that fits answers whatever the rules say; one that does not must be corrected where
 * authorization is needed or may be, and so must a claim that needs one and carries none.
 */
export const authorizationRow = (line: LineCase, pa: Need, ruleset: Ruleset | undefined): TableRow | undefined => {
  const onFile = line.approvals.length
    ? matchApproval(line.approvals, line.service, line.serviceDate, ruleset)
    : undefined;
  if (onFile?.mismatches.length === 0)
    return {
      row: 'D6',
      advice: 'proceed-authorized',
      reasons: [onFile.approval.source === 'claim' ? ONLY_NAMED : FITS],
      onFile,
    };
  if (pa !== 'required' && pa !== 'ask-plan') return undefined;
  if (onFile)
    return { row: 'D5', advice: 'fix-authorization', reasons: onFile.mismatches.map(({ says }) => says), onFile };
  if (line.use === 'claim' && pa === 'required')
    return {
      row: 'D5',
      advice: 'fix-authorization',
      reasons: ['This test needs an authorization and the claim carries none (CARC 197).'],
    };
  return undefined;
};
