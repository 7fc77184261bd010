import { tenantRules } from '../../app/assess/tenant-rules.ts';
import type { CoverageFacts } from '../../core/model/message/inquiry.ts';
import type { Problem } from '../../core/model/result.ts';
import type { Container } from '../container.ts';
import type { GatheredChart } from './gather-chart.ts';
import type { HookAsked } from './hook-asked.ts';

/** The coverage a call is about. */
type HookCoverage =
  | { readonly is: 'there' }
  /** The search worked, and the patient has none. */
  | { readonly is: 'none' }
  /** Coverage could not be read. */
  | { readonly is: 'unread' }
  | { readonly is: 'refused'; readonly problem: Problem };

const refuse = (says: string): HookCoverage => ({
  is: 'refused',
  problem: { code: 'value', says, expression: 'Coverage' },
});

/** Since CRD 2.1 a call is about exactly one coverage of a payer served here. Source: Da Vinci CRD 2.2.1, "Coverage identification". */
const refusalOf = (
  { call: { version }, caller: { tenant, receivedAt } }: HookAsked,
  [coverage, another]: readonly CoverageFacts[],
  { ports }: Container,
): HookCoverage | undefined => {
  if (version === '2.0') return undefined;
  if (!coverage) return refuse('The patient has no active coverage in this call; one is needed.');
  if (another) return refuse('The call holds several coverages; send the one this service is asked about.');
  const { payersServed } = tenant;
  const payers = tenantRules(tenant, receivedAt, ports).payersOf(coverage);
  const isServed = payers.length === 0 ? !payersServed : payers.some((id) => payersServed?.includes(id) ?? true);
  return isServed ? undefined : refuse('The payer of this coverage is not served here.');
};

export const checkHookCoverage = (
  asked: HookAsked,
  coverages: readonly CoverageFacts[],
  { hasLookedForCoverage }: GatheredChart,
  container: Container,
): HookCoverage => {
  const isThere = coverages.length > 0;
  if (!isThere && !hasLookedForCoverage) return { is: 'unread' };
  return refusalOf(asked, coverages, container) ?? { is: isThere ? 'there' : 'none' };
};
