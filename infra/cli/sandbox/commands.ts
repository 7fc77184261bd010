import type { Command } from 'commander';
import { lazily } from '../lazily.ts';
import { withJson } from '../print.ts';

export const addSandboxCommands = (program: Command): void => {
  const sandbox = program
    .command('sandbox')
    .description('situations, a clock to move and sample calls for the sandbox tenant');
  withJson(sandbox.command('trigger'))
    .description(
      'brings a situation about in the service that runs here and shows what happened, or lists the situations',
    )
    .argument('[situation]', 'name of a situation: docs/sandbox.md has them all')
    .option('--url <url>', 'address of the service (default: the one that runs here)')
    .action(lazily(async () => (await import('./trigger.ts')).triggerSituation));
  withJson(sandbox.command('clock'))
    .description('shows or moves the clock of the sandbox tenant: +3d, +36h, reset')
    .argument('[move]', 'how far forward, or reset for real time')
    .option('--url <url>', 'address of the service (default: the one that runs here)')
    .addHelpText(
      'after',
      `
Answers, decisions, visits and deadlines of the sandbox follow its clock; what falls due is announced at once. Expiry, tokens,
queues and the audit trail stay on real time, and so does every other tenant.`,
    )
    .action(lazily(async () => (await import('./clock.ts')).moveSandboxClock));
  sandbox
    .command('example')
    .description('prints a sample call with days that can be booked, or without a file the names of the samples')
    .argument('[file]', 'docs/examples/slot.json, or any other of them')
    .addHelpText(
      'after',
      `
Days of 2099, where visits stand in the files, move together so that the first is two weeks from today.`,
    )
    .action(lazily(async () => (await import('./example.ts')).printExample));
};
