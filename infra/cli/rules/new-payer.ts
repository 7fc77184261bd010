import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type NewPayer, newPayerFiles, PLAN_TYPES } from '../../../shared/rule-files/author/payer-skeleton.ts';
import { type JsonOption, print } from '../print.ts';
import { type ExitCode, Refusal, wrongUsage } from '../refusal.ts';
import { isDay } from '../today.ts';

const RULES = new URL('../../../rules/', import.meta.url);
const ID = /^[a-z][a-z0-9-]{1,40}$/;

interface Options extends JsonOption {
  readonly name: string;
  readonly planType: string;
  readonly from: string;
}

const read = (path: string): string => readFileSync(new URL(path, RULES), 'utf8');

/** The definitions in force on the first day of the policy. */
const definitionsOn = (day: string, catalog: readonly string[]): string => {
  const versions = catalog.flatMap((path) => /^definitions\/(.+)\.json$/.exec(path)?.[1] ?? []);
  const newest = versions.findLast((one) => one.slice(0, day.length) <= day);
  if (!newest) throw new Refusal(`No definitions hold on ${day}.`);
  return newest;
};

const payerOf = (id: string, { name, planType, from }: Options, catalog: readonly string[]): NewPayer => {
  if (!ID.test(id)) throw wrongUsage(`"${id}" is no id: lower-case letters, digits and hyphens, a letter first.`);
  if (name.trim() === '') throw wrongUsage('--name is empty.');
  const known = PLAN_TYPES.find((one) => one === planType);
  if (!known) throw wrongUsage(`--plan-type is "${planType}"; it can be ${PLAN_TYPES.join(', ')}.`);
  if (!isDay(from)) throw wrongUsage(`--from is "${from}"; a day YYYY-MM-DD is needed.`);
  return { id, name, planType: known, from, definitions: definitionsOn(from, catalog) };
};

const refuseExisting = (id: string, payers: string, written: readonly string[]): void => {
  const known: readonly { readonly id: string }[] = JSON.parse(payers).payers;
  if (known.some((one) => one.id === id)) throw new Refusal(`There is a payer ${id} already, in rules/payers.json.`);
  const there = written.filter((file) => !file.match(/^[a-z]+\.json$/) && existsSync(new URL(file, RULES)));
  if (there.length > 0) throw new Refusal(`These files exist already: ${there.join(', ')}.`);
};

/** Writes entry, policy and golden cases of a payer nothing is known of yet: every answer is "ask the plan". */
export const newPayer = (id: string, options: Options): ExitCode => {
  const catalog: readonly string[] = JSON.parse(read('catalog.json'));
  const payers = read('payers.json');
  const payer = payerOf(id, options, catalog);
  const files = newPayerFiles(payer, payers, catalog);
  refuseExisting(id, payers, [...files.keys()]);
  for (const [file, text] of files) {
    const target = fileURLToPath(new URL(file, RULES));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  const written = [...files.keys()].map((file) => `rules/${file}`);
  print(options, { payer: id, written }, [
    ...written.map((file) => `wrote ${file}`),
    '',
    'Replace what is marked "To be replaced" by what a source says, and see what becomes of it:',
    '  npx stresspass rules check',
    `  npx stresspass rules explain ${id} 78452 ${payer.from}`,
    'Then release it, and let the tests and the pages see it:',
    '  npx stresspass rules release && npm run docs:tables && npx vitest run test/rule-files test/cases',
  ]);
  return 0;
};
