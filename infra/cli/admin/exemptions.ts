import type { AuthorizationRecord } from '../../../shared/core/authorization/authorization.ts';
import { exemptionProgress } from '../../../shared/core/authorization/exemption-progress.ts';
import { STATES } from '../../../shared/core/model/determination.ts';
import type { TenantId } from '../../../shared/core/model/keys/tenant-id.ts';
import type { Container } from '../../../shared/handlers/container.ts';
import { inContainer } from '../in-container.ts';
import { type ExitCode, Refusal } from '../refusal.ts';

const PAGE = 100;
/** Enough for two years of a large practice; more is cut off, and said so. */
const MOST_RECORDS = 10_000;

const recordsOf = async (tenant: TenantId, { ports }: Container): Promise<readonly AuthorizationRecord[]> => {
  const records: AuthorizationRecord[] = [];
  let cursor: string | undefined;
  do {
    const query = { states: STATES, limit: PAGE, ...(cursor ? { cursor } : {}) };
    const page = await ports.authorizations.find(tenant, query);
    records.push(...page.items);
    cursor = page.cursor;
  } while (cursor && records.length < MOST_RECORDS);
  if (cursor) console.log(`Only the first ${records.length} orders are counted.`);
  return records;
};

const percent = (part: number, whole: number): string => (whole ? `${Math.floor((100 * part) / whole)} %` : 'none yet');

/** Notices on file, and how far recorded decisions are on the way to a plan's program. */
export const showExemptions = async (options: { readonly tenant: string }): Promise<ExitCode> => {
  await inContainer(async (container) => {
    const { settings, clock, codebook } = container.ports;
    const tenant = await settings.tenant(options.tenant);
    if (!tenant) throw new Refusal(`There is no tenant ${options.tenant}.`);
    const { exemptions = [] } = tenant;
    console.log(exemptions.length ? 'Notices on file:' : 'No notice of exemption is on file.');
    for (const { payer, dated, from, to = 'open', codes, notify } of exemptions)
      console.log(
        `  ${payer}, dated ${dated}, ${from} to ${to}: ${codes.join(' ')}${notify ? '; notify each test' : ''}`,
      );
    const records = await recordsOf(tenant.id, container);
    const today = clock.dateIn(tenant.timeZone, clock.now());
    for (const program of codebook.exemptionPrograms) {
      const { id, payers, approvedShare, perYear, years, says } = program;
      console.log(
        `${id} (${payers.join(', ')}): ${100 * approvedShare} % of ${perYear} or more a year, ${years} years. ${says}`,
      );
      for (const { from, to, decided, approved } of exemptionProgress(records, program, today))
        console.log(`  ${from} to ${to}: ${approved} of ${decided} approved (${percent(approved, decided)})`);
    }
    console.log('Shown, never applied: only a notice of the plan exempts.');
  });
  return 0;
};
