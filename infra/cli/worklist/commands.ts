import type { Command } from 'commander';
import { lazily } from '../lazily.ts';
import { withJson } from '../print.ts';
import { LOCKED_HELP, withService } from '../service/options.ts';

export const addWorklistCommand = (program: Command): void => {
  withService(withJson(program.command('worklist')))
    .description("tomorrow's stress lab: which visits may go ahead, most urgent first")
    .argument(
      '<file>',
      'a Bundle of Appointments as JSON, or a schedule exported as CSV (any delimiter): Order #, Appt Date, CPT, …',
    )
    .option('--csv', 'print the rows comma-separated')
    .addHelpText('after', LOCKED_HELP)
    .action(lazily(async () => (await import('./check-worklist.ts')).checkWorklist));
};
