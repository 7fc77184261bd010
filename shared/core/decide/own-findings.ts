import type { Finding } from '../model/determination.ts';
import { isPast, type LineCase } from '../policy/line-case.ts';
import type { Decided } from './decided.ts';

/** Foreseeable claim adjustment reason codes from benefit rules and from a mismatched authorization, as findings. */
export const ownFindings = ({ advice, seen, onFile, reasons }: Decided, asked: LineCase): readonly Finding[] => {
  const { line } = asked.service;
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
  const fix = isPast(asked)
    ? 'The service is past: ask the payer whether it corrects the authorization for the day it was done.'
    : 'Ask the payer to correct or extend the authorization before the service.';
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
