import type { Command } from 'commander';
import { lazily } from '../lazily.ts';
import { withJson } from '../print.ts';

const collect = (one: string, all: readonly string[] = []): readonly string[] => [...all, one];

export const addRulesCommands = (program: Command): void => {
  const rules = program.command('rules').description('rule files: check, compare, try out, release');
  withJson(rules.command('new'))
    .description(
      'writes the files of a new payer: entry, policy and golden cases; every answer asks the plan until you edit',
    )
    .argument('<payer>', 'its id: lower-case letters, digits, hyphens')
    .requiredOption('--name <name>', 'as it stands on cards and in messages')
    .requiredOption('--plan-type <type>', 'kind of plan: commercial, medicare-advantage …')
    .requiredOption('--from <day>', 'first day of the policy, YYYY-MM-DD')
    .action(lazily(async () => (await import('./new-payer.ts')).newPayer));
  withJson(rules.command('check'))
    .description('looks at every rule file, and at drafts that lie anywhere; ends with 1 where there is an error')
    .argument('[drafts...]', 'draft files, under any name')
    .addHelpText(
      'after',
      `
Does it load, do versions follow one another day by day, can every criterion be met and decide something, is its source
named and fresh, do golden cases show both sides.`,
    )
    .action(lazily(async () => (await import('./check-rules.ts')).checkRules));
  withJson(rules.command('diff'))
    .description('says in plain words what changed between two versions of a policy, or of a program of criteria')
    .argument('<before>', 'a file, or the version in force: uhc-commercial@2026-05-12')
    .argument('<after>', 'likewise')
    .action(lazily(async () => (await import('./diff-rules.ts')).diffRules));
  withJson(rules.command('simulate'))
    .description(
      'replays recorded requests under the rules in force and under drafts: which advice would flip, and why',
    )
    .argument('<files...>', 'a draft policy, draft programs, and last the requests')
    .addHelpText(
      'after',
      `
Requests are a file or a folder: FHIR messages as posted, alone or as {"door", "body"}, or an .ndjson of them or of
kept answers. A draft is tried on every request of its payer, whatever day it starts on. Nothing is stored.`,
    )
    .action(lazily(async () => (await import('./simulate-rules.ts')).simulateRules));
  withJson(rules.command('map'))
    .description('payer by group of tests on a date: a rule, an old rule, one that says ask, or none')
    .option('--date <day>', 'YYYY-MM-DD (default: today)')
    .option('--payer <payer>', 'id of a payer; may be repeated (default: all)', collect)
    .option('--format <format>', 'table, csv or json', 'table')
    .action(lazily(async () => (await import('./map-rules.ts')).mapRules));
  withJson(rules.command('explain'))
    .description('the policy of a payer for one test on a day, as sentences with their sources and how sure each is')
    .argument('<payer>', 'id of a payer, as `rules map` lists them')
    .argument('<code>', 'code of the test: 78452')
    .argument('[date]', 'YYYY-MM-DD (default: today)')
    .action(lazily(async () => (await import('./explain-rules.ts')).explainRules));
  withJson(rules.command('watch'))
    .description('what of policies, criteria and code tables starts, ends or is to be read again soon')
    .option('--from <day>', 'YYYY-MM-DD (default: today)')
    .option('--days <number>', 'how far to look', '90')
    .action(lazily(async () => (await import('./watch-rules.ts')).watchRules));
  const packs = rules
    .command('packs')
    .description('rules of a deployment or a tenant, as one file to be put beside the released ones');
  withJson(packs.command('make'))
    .description('makes a pack of draft files, and says what it would change; nothing is written where it is wrong')
    .argument('<drafts...>', 'draft files, under any name')
    .requiredOption('--id <id>', 'name of the pack: lower-case letters, digits, hyphens')
    .requiredOption('--pack-version <version>', '1.0.0')
    .requiredOption('--out <file>', 'where the pack is written')
    .option('--payers <file>', 'new payers, in the form of rules/payers.json')
    .action(lazily(async () => (await import('./packs.ts')).makeRulePack));
  withJson(packs.command('check'))
    .description(
      'what a service would say to a pack: refused and why, or what it changes; ends with 1 where it is wrong',
    )
    .argument('<pack>', 'a pack file')
    .action(lazily(async () => (await import('./packs.ts')).checkRulePack));
  rules
    .command('schema')
    .description('writes the JSON Schemas of rule files into rules/schema')
    .action(lazily(async () => (await import('./write-schemas.ts')).writeSchemas));
  rules
    .command('release')
    .description('adds the hashes of new rule files to rules/released.json; ends with 1 if a released file has changed')
    .action(lazily(async () => (await import('./release-rules.ts')).releaseRules));
};
