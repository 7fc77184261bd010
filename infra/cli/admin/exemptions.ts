import { exemptionStanding } from '../../../shared/app/authorization/exemption-standing.ts';
import { inContainer } from '../in-container.ts';
import { type ExitCode, Refusal } from '../refusal.ts';

const percent = (part: number, whole: number): string => (whole ? `${Math.floor((100 * part) / whole)} %` : 'none yet');

/** Notices on file, and how far recorded decisions are on the way to a plan's program. */
export const showExemptions = async (options: { readonly tenant: string }): Promise<ExitCode> => {
  await inContainer(async ({ ports }) => {
    const tenant = await ports.settings.tenant(options.tenant);
    if (!tenant) throw new Refusal(`There is no tenant ${options.tenant}.`);
    const { exemptions = [] } = tenant;
    console.log(exemptions.length ? 'Notices on file:' : 'No notice of exemption is on file.');
    for (const { payer, dated, from, to = 'open', codes, notify } of exemptions)
      console.log(
        `  ${payer}, dated ${dated}, ${from} to ${to}: ${codes.join(' ')}${notify ? '; notify each test' : ''}`,
      );
    const { isWhole, standings } = await exemptionStanding(tenant, ports);
    for (const { program, years } of standings) {
      const { id, payers, approvedShare, perYear, says } = program;
      console.log(
        `${id} (${payers.join(', ')}): ${100 * approvedShare} % of ${perYear} or more a year, ${years.length} years. ${says}`,
      );
      for (const { from, to, decided, approved } of years)
        console.log(`  ${from} to ${to}: ${approved} of ${decided} approved (${percent(approved, decided)})`);
    }
    if (!isWhole) console.log('The tenant has more orders than are counted here.');
    console.log('Shown, never applied: only a notice of the plan exempts.');
  });
  return 0;
};
