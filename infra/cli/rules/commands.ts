import type { Command } from 'commander';
import { lazily } from '../lazily.ts';
import { withJson } from '../print.ts';

const collect = (one: string, all: readonly string[] = []): readonly string[] => [...all, one];

export const addRulesCommands = (program: Command): void => {
  const rules = program.command('rules').description('rule files: check, compare, try out, release');
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
  rules
    .command('schema')
    .description('writes the JSON Schemas of rule files into rules/schema')
    .action(lazily(async () => (await import('./write-schemas.ts')).writeSchemas));
  rules
    .command('release')
    .description('adds the hashes of new rule files to rules/released.json; ends with 1 if a released file has changed')
    .action(lazily(async () => (await import('./release-rules.ts')).releaseRules));
};
