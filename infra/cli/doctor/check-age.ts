import { mapCoverage } from '../../../shared/app/search/map-coverage.ts';
import { loadCodebook } from '../../../shared/codes/codebook.ts';
import { loadRules } from '../../../shared/rule-files/load-rules.ts';
import { tableStatuses } from '../codes/table-status.ts';
import { rulesEnding } from '../rules/rules-ending.ts';
import type { CheckUp } from './check-up.ts';

const WITHIN_DAYS = 90;
const HINT = 'npx stresspass codes status';

export const checkTables = (today: string): CheckUp => {
  const tables = tableStatuses(loadCodebook().dataSets, today);
  const named = (is: (typeof tables)[number]['is']) => tables.filter((one) => one.is === is).map(({ name }) => name);
  const [ended, soon] = [named('ended'), named('ends-soon')];
  const says = [
    ...(ended.length ? [`ended: ${ended.join(', ')}`] : []),
    ...(soon.length ? [`end within ${WITHIN_DAYS} days: ${soon.join(', ')}`] : []),
  ];
  const what = 'code tables';
  return says.length
    ? { what, is: 'note', says: `${says.join('; ')} (${HINT})` }
    : { what, is: 'ok', says: `all ${tables.length} hold` };
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
