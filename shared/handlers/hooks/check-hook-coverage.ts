import type { Tenant } from '../../app/ports/ports.ts';
import type { HookCall } from '../../cds-hooks/hook-service.ts';
import type { Inquiry } from '../../core/model/inquiry.ts';
import type { Problem } from '../../core/model/result.ts';
import type { Container } from '../container.ts';

const problem = (says: string): Problem => ({ code: 'value', says, expression: 'Coverage' });

/**
 * Since CRD 2.1 a call is about exactly one coverage of a payer served here; before, everything gets an answer.
 * Source: Da Vinci CRD 2.2.1, "Coverage identification".
 */
export const checkHookCoverage = (
  { version }: HookCall,
  { coverages }: Inquiry,
  { payersServed }: Tenant,
  { ports }: Container,
): Problem | undefined => {
  if (version === '2.0') return undefined;
  const [coverage, another] = coverages;
  if (!coverage) return problem('The patient has no active coverage in this call; one is needed.');
  if (another) return problem('The call holds several coverages; send the one this service is asked about.');
  const payers = ports.rules.payersOf(coverage);
  const isServed = payers.length === 0 ? !payersServed : payers.some((id) => payersServed?.includes(id) ?? true);
  return isServed ? undefined : problem('The payer of this coverage is not served here.');
};
