import { mapCoverage } from '../../../shared/app/search/map-coverage.ts';
import { loadCodebook } from '../../../shared/codes/codebook.ts';
import { loadRules } from '../../../shared/rule-files/load-rules.ts';
import { howToGet } from '../codes/table-sources.ts';
import { type TableStatus, tableStatuses } from '../codes/table-status.ts';
import { rulesEnding } from '../rules/rules-ending.ts';
import type { CheckUp } from './check-up.ts';

const WITHIN_DAYS = 90;
const HINT = 'npx stresspass codes status';

const ageOf = ({ is, to, newerSince }: TableStatus): readonly string[] => [
  ...(is === 'ended' ? [`ended on ${to}`] : is === 'ends-soon' ? [`holds until ${to}`] : []),
  ...(newerSince ? [`a newer edition is out since ${newerSince}`] : []),
];

/** One line for all tables, and one for each that is stale on the date, with where to get the next edition. */
export const checkTables = (date: string): readonly CheckUp[] => {
  const tables = tableStatuses(loadCodebook().dataSets, date);
  const stale = tables.flatMap((table) => {
    const says = ageOf(table);
    const at = `${table.name}: ${says.join('; ')}; ${howToGet(table.name)}`;
    return says.length ? [{ what: 'code tables', is: 'note' as const, says: at }] : [];
  });
  const what = 'code tables';
  return stale.length
    ? [{ what, is: 'note', says: `${stale.length} of ${tables.length} stale on ${date} (${HINT})` }, ...stale]
    : [{ what, is: 'ok', says: `all ${tables.length} hold on ${date}` }];
};

export const checkRuleDates = (today: string): CheckUp => {
  const rules = loadRules();
  const what = 'rules';
  const ending = rulesEnding(rules, today, WITHIN_DAYS).map(({ id, lastDay }) => `${id} ends on ${lastDay}`);
  const map = mapCoverage({ date: today, payers: [] }, { rules });
  const entries = map.ok ? map.value.entries : [];
  const payersWith = (word: string) => [
    ...new Set(entries.filter((one) => one.word === word).map(({ payer }) => payer)),
  ];
  const [old, none] = [payersWith('old-rule'), payersWith('none')];
  const says = [
    ...ending,
    ...(none.length ? [`no version in force: ${none.join(', ')}`] : []),
    ...(old.length ? [`source not read for a year: ${old.join(', ')}`] : []),
  ];
  return says.length
    ? { what, is: 'note', says: says.join('; ') }
    : { what, is: 'ok', says: `none of ${rules.payers.length} payers' ends within ${WITHIN_DAYS} days` };
};
