import type { Finding } from '../model/determination.ts';
import { plainNumber } from '../model/keys/plain-number.ts';
import { isPast, type LineCase } from '../policy/line-case.ts';
import { readerNumberFindings } from '../policy/reader-number.ts';
import { comparedWithRequest } from '../policy/requested-providers.ts';
import { sharedNumberFindings } from '../policy/shared-number.ts';
import type { Decided } from './decided.ts';

/** Where an authorization number stands, by the form of the claim. */
const ON_PROFESSIONAL =
  'in REF*G1 of the claim (box 23 on paper), and on a service line only where it differs from that of the claim';
const ON_FACILITY = 'in REF*G1 of the claim (form locator 63 on paper)';
const ANOTHER_THING = 'A referral number (REF*9F) is another thing and does not replace it.';

const placeOfNumber = ({ claimType }: LineCase['service']): string => {
  if (claimType === 'professional') return `${ON_PROFESSIONAL}. ${ANOTHER_THING}`;
  if (claimType === 'institutional') return `${ON_FACILITY}. ${ANOTHER_THING}`;
  return `on an 837P ${ON_PROFESSIONAL}; on an 837I ${ON_FACILITY}. ${ANOTHER_THING}`;
};

const noneCounts = ({ numbers, service }: LineCase): string => {
  const retro = 'If there is none, ask the payer for a retrospective authorization.';
  return `File the ${numbers ? 'right ' : ''}authorization number ${placeOfNumber(service)} ${retro}`;
};

/** The line rests on an approval the claim does not name: the payer may not find it. */
const unnamed = (line: LineCase, { advice, onFile }: Decided): readonly Finding[] => {
  const number = onFile?.approval.number;
  if (line.use !== 'claim' || advice !== 'proceed-authorized' || number === undefined) return [];
  if (line.numbers?.named.has(plainNumber(number))) return [];
  return [
    {
      id: 'authorization-number-not-on-claim',
      severity: 'warning',
      line: line.service.line,
      carc: '197',
      says: 'An approval on file fits, but its number is not on the claim.',
      fix: `File the number of the approval ${placeOfNumber(line.service)}`,
    },
  ];
};

/** Foreseeable claim adjustment reason codes from benefit rules and from a mismatched authorization, as findings. */
export const ownFindings = (decided: Decided, line: LineCase, reasons: readonly string[]): readonly Finding[] => {
  const { advice, seen, onFile, pa } = decided;
  const at = line.service.line;
  const benefit = (seen?.benefit.fired ?? []).map(
    ({ id, says, carc, fix }): Finding => ({
      id,
      severity: 'warning',
      line: at,
      ...(carc ? { carc } : {}),
      says,
      fix: fix ?? '',
    }),
  );
  const parties = onFile
    ? comparedWithRequest(onFile.approval, line.service).map((one): Finding => ({ ...one, line: at }))
    : [];
  const shared = onFile ? sharedNumberFindings(onFile.approval, at) : [];
  const beside = [...parties, ...shared, ...readerNumberFindings(line, onFile !== undefined || pa === 'required')];
  if (advice !== 'fix-authorization') return [...benefit, ...unnamed(line, decided), ...beside];
  const fix = isPast(line)
    ? 'The service is past: ask the payer whether it corrects the authorization for the day it was done.'
    : 'Ask the payer to correct or extend the authorization before the service.';
  const differences = (onFile?.mismatches ?? []).map(
    ({ part, carc, says }): Finding => ({
      id: `authorization-${part}`,
      severity: 'warning',
      line: at,
      carc,
      says,
      fix,
    }),
  );
  const none: Finding = {
    id: 'authorization-missing',
    severity: 'warning',
    line: at,
    carc: '197',
    says: reasons[0] ?? '',
    fix: noneCounts(line),
  };
  return [...benefit, ...(onFile ? differences : [none]), ...beside];
};

/** Id of the finding that says which plan pays is open. */
export const COVERAGE_CONFLICT = 'coverage-conflict';

/** The denial to expect where it is open which plan pays. */
export const conflictFindings = ({ verdict, service }: LineCase): readonly Finding[] => {
  const { conflict, inForce } = verdict;
  if (!conflict || inForce === 'no') return [];
  const [carc] = conflict.carc;
  const fix = 'Ask the patient and the plans which coverage is active and pays first, and correct it in the chart.';
  return [
    {
      id: COVERAGE_CONFLICT,
      severity: 'warning',
      line: service.line,
      ...(carc ? { carc } : {}),
      says: conflict.says,
      fix,
    },
  ];
};
