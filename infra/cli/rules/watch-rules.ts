import { loadCodebook } from '../../../shared/codes/codebook.ts';
import { openDeploymentRules } from '../../../shared/lambda/deployment-rules.ts';
import { type Coming, comingOf } from '../../../shared/rule-files/author/coming.ts';
import { tableStatuses } from '../codes/table-status.ts';
import { type JsonOption, print } from '../print.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { isDay, today } from '../today.ts';

const MOST_DAYS = 3_650;

interface Options extends JsonOption {
  readonly from?: string;
  readonly days: string;
}

const lineOf = ({ day, subject, says }: Coming): string => `${day}  ${subject}: ${says}`;

/** What of the rules, a deployment's packs among them, the code tables and the laws on clocks starts, ends or runs out soon. */
export const watchRules = ({ from = today(), days, json = false }: Options): ExitCode => {
  if (!isDay(from)) throw wrongUsage(`--from is "${from}"; a day YYYY-MM-DD is needed.`);
  const number = /^\d{1,4}$/.test(days) ? Number(days) : Number.NaN;
  if (!(number <= MOST_DAYS)) throw wrongUsage(`--days is "${days}"; it can be 0 to ${MOST_DAYS}.`);
  const { dataSets, decisionClocks } = loadCodebook();
  const place = process.env.RULE_PACKS || undefined;
  const rules = openDeploymentRules(place?.startsWith('s3://') ? undefined : place);
  const coming = comingOf(rules.all(), tableStatuses(dataSets, from), decisionClocks, from, number);
  const lines = coming.length ? coming.map(lineOf) : ['Nothing starts, ends or runs out.'];
  print({ json }, { from, days: number, coming }, [`From ${from}, within ${number} days:`, '', ...lines]);
  return 0;
};
