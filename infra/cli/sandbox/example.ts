import { readdirSync } from 'node:fs';
import { dayAfter } from '../../local/day-after.ts';
import { LOCAL_TIME_ZONE } from '../../local/environment.ts';
import { readTextFile } from '../read-file.ts';
import type { ExitCode } from '../refusal.ts';

const FAR_DAY = /(?<!\d)2099-\d{2}-\d{2}(?!\d)/g;
const AHEAD_DAYS = 14;
const ROOT = new URL('../../../', import.meta.url);
const FOLDERS = ['docs/examples', 'docs/samples/cds-hooks'];

const moveDays = (text: string): string => {
  const [first] = (text.match(FAR_DAY) ?? []).sort();
  if (!first) return text;
  const planned = dayAfter(new Date().toISOString(), AHEAD_DAYS, LOCAL_TIME_ZONE);
  const moved = Date.parse(planned) - Date.parse(first);
  return text.replace(FAR_DAY, (day) => new Date(Date.parse(day) + moved).toISOString().slice(0, 10));
};

const samples = (): readonly string[] =>
  FOLDERS.flatMap((folder) => readdirSync(new URL(folder, ROOT)).map((name) => `${folder}/${name}`)).sort();

export const printExample = (file: string | undefined): ExitCode => {
  process.stdout.write(file ? moveDays(readTextFile(file)) : `${samples().join('\n')}\n`);
  return 0;
};
