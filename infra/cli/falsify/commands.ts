import type { Command } from 'commander';
import { lazily } from '../lazily.ts';
import { withJson } from '../print.ts';

export const addFalsifyCommand = (program: Command): void => {
  withJson(program.command('falsify'))
    .description('tries to make the service say yes where nothing supports it; ends with 1 when it does')
    .option('--orders <n>', 'how many orders to try', '2000')
    .option('--seed <s>', 'the same seed tries the same orders', '1')
    .option('--only <order>', 'one order of a run, by its number')
    .addHelpText(
      'after',
      `
Orders are made from the rules held, one thing in each is falsified (docs/falsify.md), and every way people get a yes is
asked, in this process and without a network. An oracle that knows only the rules' data and what was falsified says whether
a yes is permissible. Every fourth order is left as it is: the share of "ask the plan" is of these.

Example:
  npx stresspass falsify --orders 5000 --seed 7`,
    )
    .action(lazily(async () => (await import('./falsify.ts')).falsify));
};
