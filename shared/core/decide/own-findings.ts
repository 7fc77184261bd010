import type { Finding } from '../model/determination.ts';
import type { LineCase } from '../policy/line-case.ts';
import type { Decided } from './decided.ts';

/** Foreseeable claim adjustment reason codes from benefit rules and from a mismatched authorization, as findings. */
export const ownFindings = ({ advice, seen, onFile, reasons }: Decided, line: number): readonly Finding[] => {
  const benefit = (seen?.benefit.fired ?? []).map(
    ({ id, says, carc, fix }): Finding => ({
      id,
      severity: 'warning',
      line,
      ...(carc ? { carc } : {}),
      says,
      fix: fix ?? '',
    }),
  );
  if (advice !== 'fix-authorization') return benefit;
  const fix = 'Ask the payer to correct or extend the authorization before the service.';
  const differences = (onFile?.mismatches ?? []).map(
    ({ part, carc, says }): Finding => ({ id: `authorization-${part}`, severity: 'warning', line, carc, says, fix }),
  );
  const none: Finding = {
    id: 'authorization-missing',
    severity: 'warning',
    line,
    carc: '197',
    says: reasons[0] ?? '',
    fix: 'File the authorization number with the claim, or ask the payer for a retrospective authorization.',
  };
  return [...benefit, ...(onFile ? differences : [none])];
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
