import { mapCoverage } from '../../../shared/app/search/map-coverage.ts';
import { loadRules } from '../../../shared/rule-files/load-rules.ts';
import type { JsonOption } from '../print.ts';
import { type ExitCode, wrongUsage } from '../refusal.ts';
import { isDay, today } from '../today.ts';
import { drawMap, mapAsCsv } from './draw-map.ts';

interface Options extends JsonOption {
  readonly date?: string;
  readonly payer?: readonly string[];
  readonly format: string;
}

const FORMATS = new Map([
  ['table', drawMap],
  ['csv', mapAsCsv],
  ['json', (map: object) => [JSON.stringify(map, null, 2)]],
]);

export const mapRules = ({ date = today(), payer: payers = [], format, json }: Options): ExitCode => {
  const write = FORMATS.get(json ? 'json' : format);
  if (!write) throw wrongUsage(`--format is "${format}"; it can be ${[...FORMATS.keys()].join(', ')}.`);
  if (!isDay(date)) throw wrongUsage(`--date is "${date}"; a day YYYY-MM-DD is needed.`);
  const map = mapCoverage({ date, payers }, { rules: loadRules() });
  if (!map.ok) throw wrongUsage(map.problems.map(({ says }) => `--payer: ${says}`).join('\n'));
  console.log(write(map.value).join('\n'));
  return 0;
};
