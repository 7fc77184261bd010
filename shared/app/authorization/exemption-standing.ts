import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { exemptionProgress } from '../../core/authorization/exemption-progress.ts';
import { STATES } from '../../core/model/determination.ts';
import type { ExemptionProgram } from '../../core/model/plan-duty.ts';
import { clockFor } from '../access/clock-for.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

const PAGE = 100;
/** Enough for two years of a large practice. */
const MOST_RECORDS = 10_000;

interface Standing {
  readonly program: ExemptionProgram;
  readonly years: ReturnType<typeof exemptionProgress>;
}

/** How far a tenant's recorded decisions are on the way to each program held; `isWhole` false: it has more orders. */
export const exemptionStanding = async (
  tenant: Pick<Tenant, 'id' | 'timeZone' | 'testMode'>,
  { authorizations, codebook, clock }: Pick<Ports, 'authorizations' | 'codebook' | 'clock'>,
): Promise<{ readonly isWhole: boolean; readonly standings: readonly Standing[] }> => {
  const { id, timeZone } = tenant;
  const records: AuthorizationRecord[] = [];
  let cursor: string | undefined;
  do {
    const page = await authorizations.find(id, { states: STATES, limit: PAGE, ...(cursor ? { cursor } : {}) });
    records.push(...page.items);
    cursor = page.cursor;
  } while (cursor && records.length < MOST_RECORDS);
  const today = clock.dateIn(timeZone, clockFor(tenant, clock).now());
  const standings = codebook.exemptionPrograms.map((program) => ({
    program,
    years: exemptionProgress(records, program, today),
  }));
  return { isWhole: cursor === undefined, standings };
};
