import { readFileSync } from 'node:fs';
import { dayAfter } from '../local/day-after.ts';
import { LOCAL_TIME_ZONE } from '../local/environment.ts';

const USAGE = `npm -s run example -- docs/examples/slot.json

Prints a sample call with days that can be booked: those of 2099, where visits stand in the files, move together so that
the first is two weeks from today.`;
const FAR_DAY = /(?<!\d)2099-\d{2}-\d{2}(?!\d)/g;
const AHEAD_DAYS = 14;

const moveDays = (text: string): string => {
  const [first] = (text.match(FAR_DAY) ?? []).sort();
  if (!first) return text;
  const planned = dayAfter(new Date().toISOString(), AHEAD_DAYS, LOCAL_TIME_ZONE);
  const moved = Date.parse(planned) - Date.parse(first);
  return text.replace(FAR_DAY, (day) => new Date(Date.parse(day) + moved).toISOString().slice(0, 10));
};

const [, , file] = process.argv;
try {
  if (!file) throw new Error(USAGE);
  process.stdout.write(moveDays(readFileSync(file, 'utf8')));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
