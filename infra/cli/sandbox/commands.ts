import type { Command } from 'commander';
import { lazily } from '../lazily.ts';

export const addSandboxCommands = (program: Command): void => {
  const sandbox = program.command('sandbox').description('sample calls for the demo and sandbox tenants');
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
