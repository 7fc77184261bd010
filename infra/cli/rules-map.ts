import { parseArgs } from 'node:util';
import { mapCoverage } from '../../shared/app/search/map-coverage.ts';
import { loadRules } from '../../shared/rule-files/load-rules.ts';
import { drawMap, mapAsCsv } from './rules/draw-map.ts';
import { isDay } from './rules/is-day.ts';

const USAGE = `npm run rules:map [-- --date 2026-05-12] [--payer <id> …] [--format table|csv|json]

Payer x group of tests on a date: a rule, an old rule, one that says ask, or none.`;

const FORMATS = new Map([
  ['table', drawMap],
  ['csv', mapAsCsv],
  ['json', (map: object) => [JSON.stringify(map, null, 2)]],
]);

const draw = (): readonly string[] => {
  const { values } = parseArgs({
    options: {
      date: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      payer: { type: 'string', multiple: true, default: [] },
      format: { type: 'string', default: 'table' },
    },
  });
  const format = FORMATS.get(values.format);
  if (!format || !isDay(values.date)) throw new Error(USAGE);
  const map = mapCoverage({ date: values.date, payers: values.payer }, { rules: loadRules() });
  if (!map.ok) throw new Error(map.problems.map(({ says }) => `--payer: ${says}`).join('\n'));
  return format(map.value);
};

try {
  console.log(draw().join('\n'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
